package org.espalier.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.espalier.engine.Session;
import org.espalier.engine.djl.operator.Arrays;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a plan forwards, each time with a sub-manager of its own. */
final class DjlSession implements Session {
    private final LoadedPlan loaded;
    private final Map<String, DType> declared = new HashMap<>();

    DjlSession(LoadedPlan loaded) {
        this.loaded = loaded;
        loaded.network().graph().values().values().forEach(this::declare);
        loaded.network().outputs().forEach(this::declare);
    }

    private void declare(ValueInfo value) {
        if (value.dtype() != null) {
            declared.put(value.name(), value.dtype());
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
        try (NDManager batch = loaded.manager().newSubManager()) {
            Slots slots = loaded.run(feeds, batch);
            Map<String, Tensor> results = fetched(slots);
            loaded.free(slots);
            return results;
        }
    }

    @Override
    public Map<String, Tensor> sum(Iterable<Map<String, Tensor>> batches) {
        try (NDManager keeper = loaded.manager().newSubManager()) {
            Map<String, NDArray> sums = new LinkedHashMap<>();
            for (Map<String, Tensor> feeds : batches) {
                try (NDManager batch = loaded.manager().newSubManager()) {
                    Slots slots = loaded.run(feeds, batch);
                    for (String name : loaded.plan().program().fetches()) {
                        NDArray value = slots.get(loaded.plan().slot(name)).array();
                        add(value, name, sums, keeper);
                    }
                    loaded.free(slots);
                }
            }
            Map<String, Tensor> results = new LinkedHashMap<>();
            sums.forEach((name, sum) -> results.put(name, Arrays.download(sum)));
            return results;
        }
    }

    private static void add(
            NDArray value, String name, Map<String, NDArray> sums, NDManager keeper) {
        NDArray sum = sums.get(name);
        if (sum == null) {
            NDArray first = value.duplicate();
            first.attach(keeper);
            sums.put(name, first);
        } else {
            sum.addi(value);
        }
    }

    /** In the types that the network declares, where PyTorch computes in wider ones. */
    private Map<String, Tensor> fetched(Slots slots) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (String name : loaded.plan().program().fetches()) {
            Tensor tensor = slots.get(loaded.plan().slot(name)).host();
            results.put(name, tensor.cast(declared.getOrDefault(name, tensor.dtype())));
        }
        return results;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
