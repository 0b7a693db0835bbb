package org.espalier.engine.djl;

import ai.djl.ndarray.NDManager;

import org.espalier.engine.Session;
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
