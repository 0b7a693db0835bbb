package org.espalier.compress;

import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.List;
import java.util.Map;

/**
 * What a method is given.
 *
 * @param layers the layers to compress; all others stay as they are
 * @param targets how far each of {@code layers} goes
 * @param statistics of each of {@code layers}, as the method asked for; empty if it asked for none
 */
public record CompressionTask<P extends Params>(
        Network network,
        List<Layer> layers,
        P params,
        Map<LayerId, Target> targets,
        Map<LayerId, LayerStatistics> statistics) {}
