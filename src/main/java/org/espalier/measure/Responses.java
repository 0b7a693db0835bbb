package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What a model gives back for each sample of a data set, one row per sample: class scores, or the
 * mean of its token embeddings. All measures of quality are read off this, so that a model runs
 * once over the data.
 *
 * @param rows (samples, classes or features), fp32
 * @param labels right class by sample; empty without labels
 */
public record Responses(ModelOutput.Kind kind, Tensor rows, int[] labels) {

    /**
     * Runs a model over data.
     *
     * @param batchSize samples per run
     * @param progress asked between batches
     * @throws UserFacingException if the model cannot run, or not on these data
     */
    public static Responses collect(
            Engine engine, Network network, Dataset data, int batchSize, Progress progress) {
        ModelOutput output = ModelOutput.of(network);
        List<String> feeds = network.inputs().stream().map(ValueInfo::name).toList();
        Program program = new Program(network, feeds, List.of(output.name()));
        Collector collector = new Collector(output, data.size());
        try (Session session = engine.open(program)) {
            for (int[] indices : data.batches(batchSize)) {
                progress.checkpoint();
                Batch batch = data.batch(indices);
                collector.add(batch, session.runReusing(batch.inputs()));
                progress.update("Evaluating", collector.filled, data.size());
            }
        }
        return collector.responses();
    }

    /**
     * The rows of some samples.
     *
     * @param samples indices, in the order wanted
     */
    public Responses select(int[] samples) {
        long width = rows.count() / rows.shape().dim(0) * Float.BYTES;
        Tensor chosen = Tensor.zeros(DType.FLOAT32, rows.shape().withFirst(samples.length));
        int[] right = new int[labels.length == 0 ? 0 : samples.length];
        for (int i = 0; i < samples.length; i++) {
            MemorySegment.copy(rows.data(), samples[i] * width, chosen.data(), i * width, width);
            if (right.length > 0) {
                right[i] = labels[samples[i]];
            }
        }
        return new Responses(kind, chosen, right);
    }

    /**
     * How closely a candidate follows the model that gave these responses.
     *
     * @param candidate responses to the same samples
     * @param seed of the bootstrap
     */
    public Fidelity fidelityOf(Responses candidate, long seed) {
        return kind == ModelOutput.Kind.CLASS_SCORES
                ? Fidelity.ofClassScores(rows, candidate.rows, seed)
                : Fidelity.ofEmbeddings(rows, candidate.rows, seed);
    }

    private static final class Collector {
        private final ModelOutput output;
        private final int samples;
        private @Nullable Tensor rows;
        private int[] labels = {};
        private int filled;

        Collector(ModelOutput output, int samples) {
            this.output = output;
            this.samples = samples;
        }

        void add(Batch batch, java.util.Map<String, Tensor> outputs) {
            Tensor found = outputs.get(output.name());
            if (found == null
                    || found.shape().rank() == 0
                    || found.shape().dim(0) != batch.size()) {
                throw UserFacingException.badInput(
                        ("The model's output \"%s\" does not have one row per sample. Choose data"
                                        + " that suit the model.")
                                .formatted(output.name()));
            }
            Tensor part = flat(found, batch);
            if (rows == null) {
                rows = Tensor.zeros(DType.FLOAT32, part.shape().withFirst(samples));
                labels = new int[batch.labels().length == 0 ? 0 : samples];
            }
            long width = part.count() / batch.size() * Float.BYTES;
            MemorySegment.copy(part.data(), 0, rows.data(), filled * width, batch.size() * width);
            System.arraycopy(batch.labels(), 0, labels, filled, batch.labels().length);
            filled += batch.size();
        }

        private Tensor flat(Tensor found, Batch batch) {
            Tensor rows =
                    output.kind() == ModelOutput.Kind.TOKEN_EMBEDDINGS && found.shape().rank() == 3
                            ? MeanPooling.pool(found, batch.inputs().get("attention_mask"))
                            : found.cast(DType.FLOAT32);
            return rows.reshape(Shape.of(batch.size(), rows.count() / batch.size()));
        }

        Responses responses() {
            if (rows == null) {
                throw UserFacingException.badInput("The data have no samples.");
            }
            return new Responses(output.kind(), rows, labels);
        }
    }
}
