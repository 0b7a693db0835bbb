/** The interpreter: runs a graph operator by operator on PyTorch through DJL, CPU or CUDA. */
@NullMarked
package org.espalier.engine.djl;

import org.jspecify.annotations.NullMarked;
