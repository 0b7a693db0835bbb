package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.util.stream.IntStream;

/**
 * Turns a model's responses to labelled data into answers: class scores directly, embeddings
 * through a {@link RidgeProbe} from the data's {@code train} to its {@code test} split.
 */
public final class Judge {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private final RidgeProbe probe;

    /** A judge whose probe computes with {@code algebra}. */
    public Judge(LinearAlgebra algebra) {
        this.probe = new RidgeProbe(algebra);
    }

    /** Whether {@link #evaluate} has what it needs. */
    public static boolean canEvaluate(ModelOutput.Kind kind, Dataset data) {
        return data.labelled()
                && (kind == ModelOutput.Kind.CLASS_SCORES
                        || (data.split(TRAIN).length > 0 && data.split(TEST).length > 0));
    }

    /** Which samples of {@code data} the answers of {@link #evaluate} belong to, in their order. */
    public int[] samples(ModelOutput.Kind kind, Dataset data) {
        return kind == ModelOutput.Kind.CLASS_SCORES
                ? IntStream.range(0, data.size()).toArray()
                : data.split(TEST);
    }

    /**
     * Evaluates responses to all samples of {@code data}.
     *
     * @throws UserFacingException if the data have no labels, or no splits where a probe needs them
     */
    public Evaluation evaluate(Responses responses, Dataset data) {
        if (!canEvaluate(responses.kind(), data)) {
            throw UserFacingException.badInput(
                    "%s has no %s, so accuracy cannot be measured. Fidelity to the original needs none."
                            .formatted(
                                    data.name(),
                                    data.labelled() ? "splits \"train\" and \"test\"" : "labels"));
        }
        if (responses.kind() == ModelOutput.Kind.CLASS_SCORES) {
            return Evaluation.of("top1", data.classes(), responses.rows(), responses.labels());
        }
        Responses train = responses.select(data.split(TRAIN));
        Responses test = responses.select(data.split(TEST));
        Tensor scores =
                probe.scores(train.rows(), train.labels(), data.classes().size(), test.rows());
        return Evaluation.of("probe-accuracy", data.classes(), scores, test.labels());
    }
}
