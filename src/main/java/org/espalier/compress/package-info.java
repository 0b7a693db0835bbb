/** What a compression method is: its parameters, the statistics it needs, and what it returns. */
@NullMarked
package org.espalier.compress;

import org.jspecify.annotations.NullMarked;
