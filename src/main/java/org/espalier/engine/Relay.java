package org.espalier.engine;

import org.espalier.base.CLibrary;
import org.espalier.base.Progress;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs batches through a network block by block, all batches through one before the next: of the
 * weights, those of one block are in memory, and of the values, those between two blocks.
 */
public final class Relay {
    private final Engine engine;
    private final Network network;
    private final List<Block> blocks;
    private final List<String> fetches;

    /**
     * Creates a relay.
     *
     * @param fetches values behind the last block
     */
    public Relay(Engine engine, Network network, List<String> fetches) {
        this.engine = engine;
        this.network = network;
        this.blocks = Blocks.of(network, new BlockChoice.Automatic());
        this.fetches = fetches;
    }

    /** Whether the network is several blocks. */
    public boolean hasBlocks() {
        return blocks.size() > 1;
    }

    /** Elements of a value between two blocks for each place of a sequence. */
    public long width() {
        return blocks.getLast().layers().getFirst().inChannels();
    }

    /**
     * Runs batches.
     *
     * @param batches the network's inputs
     * @return what was fetched, batch by batch
     */
    public List<Map<String, Tensor>> run(List<Map<String, Tensor>> batches, Progress progress) {
        List<Map<String, Tensor>> values = new ArrayList<>(batches);
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            List<String> wanted =
                    block.exit() == null ? fetches : List.of(Objects.requireNonNull(block.exit()));
            try (Session session = open(network, block, wanted, engine)) {
                for (int batch = 0; batch < batches.size(); batch++) {
                    progress.checkpoint();
                    Map<String, Tensor> feeds = new HashMap<>(batches.get(batch));
                    feeds.putAll(values.get(batch));
                    values.set(batch, session.run(feeds));
                }
            }
            progress.update(block.name(), i + 1L, blocks.size());
            CLibrary.collect();
        }
        return values;
    }

    /** Opens a block: it is fed the network's inputs and the value at its entrance. */
    public static Session open(Network network, Block block, List<String> wanted, Engine engine) {
        Stream<String> inputs = network.inputs().stream().map(ValueInfo::name);
        return engine.open(
                new Program(
                        network,
                        Stream.concat(inputs, Stream.ofNullable(block.entrance())).toList(),
                        wanted));
    }
}
