/**
 * Numbers: element types, shapes, tensors in off-heap memory, and linear algebra behind an
 * interface.
 */
@NullMarked
package org.espalier.tensor;

import org.jspecify.annotations.NullMarked;
