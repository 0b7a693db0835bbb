package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.measure.ModelOutput;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passes of the original model that leave the values at the cuts of some layers, within a limit of
 * bytes. The values of the last pass are kept for whoever asks for the same or fewer.
 */
final class CutPass {
    private final Engine engine;
    private final Network network;
    private final Dataset data;
    private final MeasuredScan.Options options;
    private final Progress progress;
    private final List<int[]> batches;
    private final Map<Layer, LayerCut> cuts = new LinkedHashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final ModelOutput output;
    private Set<String> heldNames = Set.of();
    private List<CutBatch> held = List.of();

    /** Runs the first batch to learn how large each value is. */
    CutPass(
            Engine engine,
            ScanRequest request,
            Dataset data,
            MeasuredScan.Options options,
            Progress progress) {
        this.engine = engine;
        this.network = request.network();
        this.output = ModelOutput.of(network);
        this.data = data;
        this.options = options;
        this.progress = progress;
        this.batches = data.batches(options.batchSize());
        request.layers().forEach(layer -> cuts.put(layer, LayerCut.of(network, layer)));
        CutBatch first = load(names(request.layers()), batches.subList(0, 1)).get(0);
        first.values().forEach((name, value) -> bytes.put(name, value.data().byteSize()));
    }

    /** The output that damage is measured at. */
    ModelOutput output() {
        return output;
    }

    LayerCut cut(Layer layer) {
        LayerCut cut = cuts.get(layer);
        if (cut == null) {
            throw new IllegalArgumentException("not in the scan: " + layer.id());
        }
        return cut;
    }

    /** Splits layers so that the values at the cuts of each part fit, if those of one layer do. */
    List<List<Layer>> parts(List<Layer> layers) {
        List<List<Layer>> parts = new ArrayList<>();
        List<Layer> part = new ArrayList<>();
        for (Layer layer : layers) {
            part.add(layer);
            if (part.size() > 1 && bytes(names(part)) > options.cacheBytes()) {
                part.removeLast();
                parts.add(part);
                part = new ArrayList<>(List.of(layer));
            }
        }
        parts.add(part);
        return parts;
    }

    /** Splits the batches so that the values at the cuts of these layers fit. */
    List<List<int[]>> chunks(List<Layer> layers) {
        long needed = Math.max(1, bytes(names(layers)));
        double fitting = (double) options.cacheBytes() / needed * batches.size();
        int size = (int) Math.clamp((long) fitting, 1, batches.size());
        List<List<int[]>> chunks = new ArrayList<>();
        for (int from = 0; from < batches.size(); from += size) {
            chunks.add(batches.subList(from, Math.min(batches.size(), from + size)));
        }
        return chunks;
    }

    /** The values at the cuts of these layers on a chunk. */
    List<CutBatch> values(List<Layer> layers, List<int[]> chunk) {
        Set<String> all = names(cuts.keySet());
        Set<String> names = bytes(all) <= options.cacheBytes() ? all : names(layers);
        boolean whole = chunk.size() == batches.size();
        if (!whole || !heldNames.containsAll(names)) {
            held = List.of();
            held = load(names, chunk);
            heldNames = whole ? names : Set.of();
        }
        return held;
    }

    private long bytes(Set<String> names) {
        return names.stream().mapToLong(name -> bytes.getOrDefault(name, 0L)).sum()
                * batches.size();
    }

    private Set<String> names(Collection<Layer> layers) {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(cut(layer).live()));
        return names;
    }

    private List<CutBatch> load(Set<String> names, List<int[]> chunk) {
        List<String> inputs = network.inputs().stream().map(ValueInfo::name).toList();
        List<String> fetches =
                Stream.concat(Stream.of(output.name()), names.stream())
                        .filter(name -> !inputs.contains(name))
                        .distinct()
                        .toList();
        List<CutBatch> loaded = new ArrayList<>();
        try (Session session = engine.open(new Program(network, inputs, fetches))) {
            for (int[] indices : chunk) {
                progress.checkpoint();
                loaded.add(CutBatch.run(session, data.batch(indices), names, output.name()));
            }
        }
        return loaded;
    }
}
