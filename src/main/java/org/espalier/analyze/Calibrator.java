package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.statistics.InputView;
import org.espalier.compress.statistics.StatisticsCollector;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Learns the statistics of layer inputs in one pass over calibration data.
 *
 * <p>The inputs are tapped while the network runs; layers that see the same value in the same way
 * share their statistics. Tokens whose {@code attention_mask} is 0 do not count. Taps are kept
 * within a memory limit by the size of the batch and, if a single sample needs more, by passing
 * over the data several times with a part of the layers each. On a GPU the network sums up its
 * inputs itself where it can.
 */
public final class Calibrator {
    /** Bytes of tapped values that are held at once, unless less is wanted. */
    public static final long TAP_LIMIT = 512L << 20;

    static final String MASK = "attention_mask";

    private static final String CALIBRATING = "Calibrating";

    private final LinearAlgebra algebra;
    private final long tapLimit;

    /** Creates a calibrator that holds half a gigabyte of tapped values at most. */
    public Calibrator(LinearAlgebra algebra) {
        this(algebra, TAP_LIMIT);
    }

    /**
     * Creates a calibrator that holds so much tapped values at most.
     *
     * @param tapLimit in bytes; a single value of a single sample is held whatever its size
     */
    public Calibrator(LinearAlgebra algebra, long tapLimit) {
        this.algebra = algebra;
        this.tapLimit = tapLimit;
    }

    /**
     * The statistics of these layers over all samples.
     *
     * @param dataset the calibration samples; where they give inner values too, the network is cut
     *     there
     * @param kind what to collect; {@link Kind#NONE} gives an empty map
     * @throws UserFacingException if there are no samples, or an input of a layer is not finite
     */
    public Map<LayerId, LayerStatistics> calibrate(
            Network network,
            List<Layer> layers,
            Dataset dataset,
            Kind kind,
            Engine engine,
            Progress progress) {
        if (kind == Kind.NONE || layers.isEmpty()) {
            return Map.of();
        }
        if (dataset.size() == 0) {
            throw noSamples(dataset);
        }
        List<InputView> views = layers.stream().map(InputView::of).distinct().toList();
        Run run = new Run(network, dataset, engine, progress);
        Map<InputView, LayerStatistics> learnt =
                DeviceStatistics.serve(engine, network, views)
                        ? run.onDevice(views, kind)
                        : run.onHost(views, kind);
        Map<LayerId, LayerStatistics> results = new LinkedHashMap<>();
        for (Layer layer : layers) {
            LayerStatistics statistics = Objects.requireNonNull(learnt.get(InputView.of(layer)));
            requireFinite(layer, statistics, engine.precision());
            results.put(layer.id(), statistics);
        }
        return results;
    }

    static UserFacingException noSamples(Dataset dataset) {
        return UserFacingException.badInput(
                "\"%s\" holds no samples to calibrate with. Choose other data."
                        .formatted(dataset.name()));
    }

    /** Bytes of tapped values that are held at once. */
    long tapLimit() {
        return tapLimit;
    }

    private static void requireFinite(
            Layer layer, LayerStatistics statistics, Precision precision) {
        if (!Arrays.stream(statistics.sumSquares()).allMatch(Double::isFinite)) {
            String wider =
                    precision == Precision.FP32
                            ? ""
                            : " Products in %s may be too narrow for it: choose --precision fp32."
                                    .formatted(precision);
            throw UserFacingException.badInput(
                    ("The input of layer \"%s\" was not finite on the calibration data. Check the"
                                    + " data and its preprocessing, or exclude the layer.%s")
                            .formatted(layer.id(), wider));
        }
    }

    /** One calibration: its passes over the data. */
    private final class Run {
        private final Network network;
        private final Dataset dataset;
        private final Engine engine;
        private final Progress progress;
        private long done;
        private long total;

        Run(Network network, Dataset dataset, Engine engine, Progress progress) {
            this.network = network;
            this.dataset = dataset;
            this.engine = engine;
            this.progress = progress;
        }

        /** Activations leave the engine and are summed up here. */
        Map<InputView, LayerStatistics> onHost(List<InputView> views, Kind kind) {
            Map<InputView, StatisticsCollector> collectors = new LinkedHashMap<>();
            views.forEach(view -> collectors.put(view, view.collector(kind, algebra)));
            List<CalibrationPass> plan =
                    new TapSizes(network, dataset).plan(values(views), tapLimit);
            total = (long) dataset.size() * plan.size();
            plan.forEach(pass -> pass(pass, collectors));
            Map<InputView, LayerStatistics> learnt = new HashMap<>();
            collectors.forEach((view, collector) -> learnt.put(view, collector.finish()));
            return learnt;
        }

        /** The network sums up its own inputs. */
        Map<InputView, LayerStatistics> onDevice(List<InputView> views, Kind kind) {
            DeviceStatistics statistics = new DeviceStatistics(network, views, kind);
            CalibrationPass pass = new TapSizes(network, dataset).onePass(values(views), tapLimit);
            total = dataset.size();
            try (Session session = engine.open(statistics.program(given()))) {
                Map<String, Tensor> sums =
                        session.sum(
                                () -> pass.batches(dataset).stream().map(this::next).iterator());
                if (sums.isEmpty()) {
                    throw noSamples(dataset);
                }
                progress.update(CALIBRATING, total, total);
                Map<InputView, LayerStatistics> learnt = new HashMap<>();
                views.forEach(view -> learnt.put(view, statistics.of(view, sums)));
                return learnt;
            }
        }

        /** The feeds of a batch; those before it are done. */
        private Map<String, Tensor> next(int[] indices) {
            progress.checkpoint();
            progress.update(CALIBRATING, done, total);
            done += indices.length;
            return dataset.batch(indices).inputs();
        }

        private static List<String> values(List<InputView> views) {
            return views.stream().map(InputView::value).distinct().toList();
        }

        private void pass(CalibrationPass pass, Map<InputView, StatisticsCollector> collectors) {
            List<String> given = given();
            List<String> taps =
                    pass.values().stream().filter(value -> !given.contains(value)).toList();
            try (Session session = open(given, taps)) {
                for (int[] indices : pass.batches(dataset)) {
                    progress.checkpoint();
                    Batch batch = dataset.batch(indices);
                    Map<String, Tensor> seen = new HashMap<>(batch.inputs());
                    if (session != null) {
                        seen.putAll(session.runReusing(batch.inputs()));
                    }
                    add(pass.values(), seen, collectors);
                    done += indices.length;
                    progress.update(CALIBRATING, done, total);
                }
            }
        }

        /** The network's inputs, and the value at which the data enter it if they do. */
        private List<String> given() {
            Stream<String> inputs = network.inputs().stream().map(ValueInfo::name);
            return dataset instanceof EnteringData entering
                    ? Stream.concat(inputs, entering.entrance().stream()).toList()
                    : inputs.toList();
        }

        /** Null if the taps are all given, so that nothing need run. */
        private @Nullable Session open(List<String> given, List<String> taps) {
            return taps.isEmpty() ? null : engine.open(new Program(network, given, taps));
        }

        private void add(
                List<String> values,
                Map<String, Tensor> seen,
                Map<InputView, StatisticsCollector> collectors) {
            collectors.forEach(
                    (view, collector) -> {
                        if (values.contains(view.value())) {
                            collector.add(
                                    Objects.requireNonNull(seen.get(view.value()), view.value()),
                                    seen.get(MASK));
                        }
                    });
        }
    }
}
