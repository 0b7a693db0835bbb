/** Pruning methods, one class each: which single weights become zero. */
@NullMarked
package org.espalier.compress.prune;

import org.jspecify.annotations.NullMarked;
