/**
 * The operators of the interpreter: one method each, found by name in {@link
 * org.espalier.engine.djl.operator.Operators}. They compute on PyTorch arrays; small integer
 * tensors, which are shapes for the most part, stay on the Java heap.
 */
@NullMarked
package org.espalier.engine.djl.operator;

import org.jspecify.annotations.NullMarked;
