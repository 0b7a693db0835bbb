/** Linear algebra by ND4J and the OpenBLAS beneath it. The only place that knows either. */
@NullMarked
package org.espalier.tensor.nd4j;

import org.jspecify.annotations.NullMarked;
