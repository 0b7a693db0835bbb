/** ONNX's own node tests, run through every engine. */
@NullMarked
package org.espalier.engine.conformance;

import org.jspecify.annotations.NullMarked;
