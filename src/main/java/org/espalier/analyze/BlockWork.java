package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.List;
import java.util.Map;

/** What is done to each block while calibration data pass through a network. */
public interface BlockWork {
    /** The layers of a block to learn the inputs of; none if it stays as it is. */
    List<Layer> watched(Block block);

    /**
     * Changes a block.
     *
     * @param network as the blocks before left it
     * @param statistics of the watched layers, on data that came through the changed blocks before
     * @return the network with this block changed, or the same
     */
    Network change(
            Network network,
            Block block,
            Map<LayerId, LayerStatistics> statistics,
            Progress progress);

    /** Tells what came of a block, once data have passed it. */
    void passed(BlockPassage passage);
}
