/** A model as a graph: nodes, typed values, weights, and the layers that can be compressed. */
@NullMarked
package org.espalier.model;

import org.jspecify.annotations.NullMarked;
