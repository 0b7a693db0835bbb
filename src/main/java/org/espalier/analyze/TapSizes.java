package org.espalier.analyze;

import org.espalier.data.Dataset;
import org.espalier.model.Block;
import org.espalier.model.Dim;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ShapeInference;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Foretells how much memory tapped values take, from the sizes of the first samples. */
final class TapSizes {
    private static final int LARGEST_BATCH = 64;

    /**
     * Bytes that run in a block at once, so that they stay near the cores; one sample may need
     * more.
     */
    private static final long AT_ONCE = 64L << 20;

    /** Inner values of the largest size that an engine holds at once. */
    private static final long ALIVE = 3;

    /** Taken for a value whose size cannot be inferred. */
    private static final long UNKNOWN = 4L << 20;

    private final ShapeInference shapes;
    private final int fixedBatch;
    private final int inferredBatch;

    TapSizes(Network network, Dataset dataset) {
        this.fixedBatch = fixedBatch(network);
        int[] first = dataset.batches(fixedBatch == 0 ? LARGEST_BATCH : fixedBatch).getFirst();
        Map<String, Tensor> inputs = dataset.batch(first).inputs();
        Map<String, Long> axes = new HashMap<>();
        network.inputs().forEach(input -> bind(input, inputs.get(input.name()), axes));
        this.shapes = ShapeInference.of(network, axes);
        this.inferredBatch = firstAxis(network) instanceof Dim.Unknown ? 1 : first.length;
    }

    /** For so many texts of so many tokens. */
    TapSizes(Network network, int texts, long tokens) {
        this.fixedBatch = fixedBatch(network);
        this.inferredBatch = Math.min(LARGEST_BATCH, texts);
        Map<String, Long> axes = new HashMap<>();
        for (ValueInfo input : network.inputs()) {
            List<Dim> dims = input.dims();
            for (int axis = 0; dims != null && axis < dims.size(); axis++) {
                if (dims.get(axis) instanceof Dim.Symbol symbol) {
                    axes.put(symbol.name(), axis == 0 ? inferredBatch : tokens);
                }
            }
        }
        this.shapes = ShapeInference.of(network, axes);
    }

    /** Passes whose taps stay within {@code limit} bytes, or hold a single value each. */
    List<CalibrationPass> plan(List<String> values, long limit) {
        long least = limit / Math.max(1, fixedBatch);
        List<CalibrationPass> passes = new ArrayList<>();
        List<String> group = new ArrayList<>();
        long bytes = 0;
        for (String value : values) {
            long more = bytesPerSample(value);
            if (!group.isEmpty() && bytes + more > least) {
                passes.add(pass(group, bytes, limit));
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(value);
            bytes += more;
        }
        passes.add(pass(group, bytes, limit));
        return passes;
    }

    /**
     * One pass in which whatever is tapped stays within {@code limit} bytes, or is one sample's.
     */
    CalibrationPass onePass(List<String> values, long limit) {
        return pass(values, values.stream().mapToLong(this::bytesPerSample).sum(), limit);
    }

    /** One pass that leaves room within {@code limit} bytes for what runs of any block hold. */
    CalibrationPass through(List<Block> blocks, Network network, long limit) {
        return pass(List.of(), running(blocks, network), Math.min(limit, AT_ONCE));
    }

    /**
     * Bytes that a sample takes while it runs through a block, the largest of them: the layers'
     * inputs, and the largest inner values.
     */
    private long running(List<Block> blocks, Network network) {
        long most = 1;
        Set<String> wanted = new HashSet<>();
        for (Block block : blocks) {
            List<String> inputs = block.layers().stream().map(Layer::input).distinct().toList();
            most = Math.max(most, inputs.stream().mapToLong(this::bytesPerSample).sum());
            wanted.addAll(inputs);
            Stream.ofNullable(block.exit()).forEach(wanted::add);
        }
        long largest = 0;
        for (Node node : network.nodes()) {
            largest = Math.max(largest, bytesPerSample(node.output(), 0));
            wanted.removeAll(node.outputs());
            if (wanted.isEmpty()) {
                break;
            }
        }
        return most + ALIVE * largest;
    }

    /** What a passage through these blocks holds at its largest. */
    StreamSizes stream(List<Block> blocks, Network network, int samples, long limit) {
        long engine = 0;
        long opening = 0;
        long changed = 0;
        long values = 0;
        for (Block block : blocks) {
            List<EngineWeight> weights =
                    block.layers().stream().map(layer -> EngineWeight.of(layer, network)).toList();
            engine = Math.max(engine, sum(weights, EngineWeight::bytes));
            opening = Math.max(opening, sum(weights, EngineWeight::opening));
            changed = Math.max(changed, sum(weights, EngineWeight::stored));
            values = Math.max(values, block.exit() == null ? 0 : bytesPerSample(block.exit()));
        }
        CalibrationPass pass = through(blocks, network, limit);
        int batch = Math.min(samples, pass.batchSize());
        return new StreamSizes(
                engine,
                opening,
                changed,
                2 * samples * values,
                batch,
                batch * running(blocks, network));
    }

    /**
     * The memory of a weight, in bytes.
     *
     * @param bytes as an engine holds it, in fp32
     * @param opening while the engine turns what is stored into that
     * @param stored as the network holds it
     */
    private record EngineWeight(long bytes, long opening, long stored) {
        /** Numbers that are widened, turned and packed, one after the other. */
        private static final int STAGES = 3;

        static EngineWeight of(Layer layer, Network network) {
            Tensor weight = network.weight(layer.weight());
            long bytes = weight.count() * Float.BYTES;
            boolean asStored =
                    weight.dtype() == DType.FLOAT32
                            && layer.node().inputs().contains(layer.weight());
            return new EngineWeight(
                    bytes, asStored ? bytes : STAGES * bytes, weight.data().byteSize());
        }
    }

    private static long sum(List<EngineWeight> weights, ToLongFunction<EngineWeight> size) {
        return weights.stream().mapToLong(size).sum();
    }

    private CalibrationPass pass(List<String> values, long bytes, long limit) {
        int batch =
                fixedBatch > 0
                        ? fixedBatch
                        : (int) Math.clamp(limit / Math.max(1, bytes), 1, LARGEST_BATCH);
        return new CalibrationPass(List.copyOf(values), batch, fixedBatch > 0);
    }

    private long bytesPerSample(String value) {
        return bytesPerSample(value, UNKNOWN);
    }

    private long bytesPerSample(String value, long unknown) {
        return shapes.shape(value)
                .map(Shape::count)
                .map(count -> count * Float.BYTES / inferredBatch)
                .orElse(unknown);
    }

    private static void bind(ValueInfo input, @Nullable Tensor tensor, Map<String, Long> axes) {
        List<Dim> dims = input.dims();
        if (tensor == null || dims == null || dims.size() != tensor.shape().rank()) {
            return;
        }
        for (int axis = 0; axis < dims.size(); axis++) {
            if (dims.get(axis) instanceof Dim.Symbol symbol) {
                axes.put(symbol.name(), tensor.shape().dim(axis));
            }
        }
    }

    /** The batch size that the network's inputs prescribe; 0 if it is free. */
    private static int fixedBatch(Network network) {
        return firstAxis(network) instanceof Dim.Fixed size ? Math.toIntExact(size.size()) : 0;
    }

    private static Dim firstAxis(Network network) {
        return network.inputs().stream()
                .map(ValueInfo::dims)
                .filter(dims -> dims != null && !dims.isEmpty())
                .map(dims -> dims.get(0))
                .findFirst()
                .orElse(new Dim.Unknown());
    }
}
