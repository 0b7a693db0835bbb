/** ONNX Runtime sessions of a graph or a part of it. */
@NullMarked
package org.espalier.engine.ort;

import org.jspecify.annotations.NullMarked;
