/** Jobs as data, the events they send, and the runners that carry them out. */
@NullMarked
package org.espalier.job;

import org.jspecify.annotations.NullMarked;
