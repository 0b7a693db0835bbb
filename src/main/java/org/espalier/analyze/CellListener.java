package org.espalier.analyze;

import org.espalier.model.LayerId;

/** Learns of each cell of a sensitivity table as soon as it is known. */
@FunctionalInterface
public interface CellListener {
    /** A cell is known: from a measurement just made, or from one made before. */
    void cell(LayerId layer, double sparsity, double damage);
}
