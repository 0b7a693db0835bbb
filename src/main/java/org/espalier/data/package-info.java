/**
 * Data sets as batches named after the model's inputs, tokenizers, and seeded calibration samples.
 */
@NullMarked
package org.espalier.data;

import org.jspecify.annotations.NullMarked;
