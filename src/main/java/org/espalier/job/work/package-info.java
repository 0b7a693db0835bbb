/** What each kind of job does, on the engines, methods and measures that the program has. */
@NullMarked
package org.espalier.job.work;

import org.jspecify.annotations.NullMarked;
