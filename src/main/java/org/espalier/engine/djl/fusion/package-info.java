/**
 * Patterns of nodes that exports have in pieces and the interpreter runs as one: a small class
 * each, applied when a program is planned for inference.
 */
@NullMarked
package org.espalier.engine.djl.fusion;

import org.jspecify.annotations.NullMarked;
