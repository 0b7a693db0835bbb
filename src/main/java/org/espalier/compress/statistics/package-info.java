/**
 * Collects what methods want to know of layer inputs, batch by batch, in bounded memory: sums of
 * squares and Gram matrices of features or of unfolded patches.
 */
@NullMarked
package org.espalier.compress.statistics;

import org.jspecify.annotations.NullMarked;
