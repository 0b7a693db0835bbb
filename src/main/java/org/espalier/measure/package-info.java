/** Measured quality, latency, size and memory, each with its uncertainty and its provenance. */
@NullMarked
package org.espalier.measure;

import org.jspecify.annotations.NullMarked;
