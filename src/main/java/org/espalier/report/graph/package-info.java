/**
 * A network as boxes and lines: nodes that belong together in one box, repeated blocks folded, laid
 * out in layers and painted. The only place that knows the layout library (Eclipse ELK).
 */
@NullMarked
package org.espalier.report.graph;

import org.jspecify.annotations.NullMarked;
