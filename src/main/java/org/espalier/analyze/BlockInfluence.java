package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Relay;
import org.espalier.engine.Session;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much each block changes what passes it: 1 less the mean, over all tokens, of the cosine
 * between the values at its entrance and at its exit. A block of little influence is missed the
 * least.
 *
 * <p>The data pass block by block, so that the weights of one are in memory. Tokens whose {@code
 * attention_mask} is 0 do not count.
 *
 * <p>Source: Men et al., "ShortGPT: Layers in Large Language Models are More Redundant Than You
 * Expect", 2024, section 3.1.
 */
public final class BlockInfluence {
    private final Engine engine;
    private final Dataset data;
    private final long limit;

    /**
     * Creates a measure.
     *
     * @param limit bytes of values that may be in memory for a batch
     */
    public BlockInfluence(Engine engine, Dataset data, long limit) {
        this.engine = engine;
        this.data = data;
        this.limit = limit;
    }

    /**
     * What was found of a block.
     *
     * @param value from 0 for no influence to 2
     */
    public record Influence(Span span, double value) {}

    /**
     * The influence of blocks.
     *
     * @param blocks of the network, from its beginning on
     * @param spans those to judge
     * @return in the order of {@code spans}
     * @throws UserFacingException if there are no samples or a value is not finite
     */
    public List<Influence> of(
            Network network, List<Block> blocks, List<Span> spans, Progress progress) {
        if (data.size() == 0) {
            throw Calibrator.noSamples(data);
        }
        List<int[]> parts =
                new TapSizes(network, data).through(blocks, network, limit).batches(data);
        List<Tensor> values = List.of();
        List<Influence> influences = new ArrayList<>();
        for (int i = 0; i < blocks.size() && influences.size() < spans.size(); i++) {
            Block block = blocks.get(i);
            EnteringData entering = new EnteringData(data, parts, block.entrance(), values);
            Span span = spans.get(influences.size());
            if (span.block().equals(block)) {
                Cosines cosines = new Cosines(span);
                values = pass(network, block, entering, cosines, progress);
                influences.add(new Influence(span, cosines.influence()));
            } else {
                values = pass(network, block, entering, null, progress);
            }
            progress.update(block.name(), i + 1L, blocks.size());
            // The values before the block lie beside the heap, where the collector sees no need.
            System.gc();
        }
        return influences;
    }

    private List<Tensor> pass(
            Network network,
            Block block,
            EnteringData entering,
            @Nullable Cosines cosines,
            Progress progress) {
        String exit = Objects.requireNonNull(block.exit());
        List<String> wanted = new ArrayList<>(List.of(exit));
        if (cosines != null && !cosines.entrance().equals(block.entrance())) {
            wanted.add(cosines.entrance());
        }
        List<Tensor> left = new ArrayList<>();
        try (Session session = Relay.open(network, block, wanted, engine)) {
            for (int[] indices : entering.batches(0)) {
                progress.checkpoint();
                Batch batch = entering.batch(indices);
                Map<String, Tensor> values = new HashMap<>(batch.inputs());
                values.putAll(session.run(batch.inputs()));
                if (cosines != null) {
                    cosines.add(values);
                }
                left.add(Objects.requireNonNull(values.get(exit)));
            }
        }
        return left;
    }

    /** Sum of the cosines between what enters a block and what leaves it. */
    private static final class Cosines {
        private final Span span;
        private double sum;
        private long tokens;

        Cosines(Span span) {
            this.span = span;
        }

        String entrance() {
            return span.entrance();
        }

        void add(Map<String, Tensor> values) {
            Tensor before = Objects.requireNonNull(values.get(span.entrance()));
            Tensor after = Objects.requireNonNull(values.get(span.exit()));
            Tensor mask = values.get(Calibrator.MASK);
            int width = Math.toIntExact(after.shape().dim(after.shape().rank() - 1));
            long rows = after.count() / width;
            for (long row = 0; row < rows; row++) {
                boolean counts = mask == null || mask.count() != rows || mask.longAt(row) != 0;
                if (counts) {
                    sum += cosine(before, after, row * width, width);
                    tokens++;
                }
            }
        }

        private static double cosine(Tensor a, Tensor b, long start, int width) {
            double product = 0;
            double ofA = 0;
            double ofB = 0;
            for (long i = start; i < start + width; i++) {
                double x = a.floatAt(i);
                double y = b.floatAt(i);
                product += x * y;
                ofA += x * x;
                ofB += y * y;
            }
            return ofA == 0 || ofB == 0 ? 0 : product / Math.sqrt(ofA * ofB);
        }

        double influence() {
            double influence = 1 - sum / Math.max(1, tokens);
            if (!Double.isFinite(influence)) {
                throw UserFacingException.badInput(
                        "The values behind the block %s hold NaN or infinity, so its influence cannot be told. Inspect the model's weights."
                                .formatted(span.block().name()));
            }
            return influence;
        }
    }
}
