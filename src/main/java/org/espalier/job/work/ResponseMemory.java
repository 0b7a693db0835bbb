package org.espalier.job.work;

import org.espalier.measure.Responses;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the models that ran last gave back, so that one that takes part in several jobs of a
 * process, as an original does, runs over the same data once.
 */
public final class ResponseMemory {
    /** An original, and two candidates that are compared with it and with each other. */
    private static final int MODELS = 3;

    private final Map<Key, Responses> kept =
            new LinkedHashMap<>(MODELS, 1, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Responses> eldest) {
                    return size() > MODELS;
                }
            };

    /**
     * All that responses depend on.
     *
     * @param model hash of what it computes
     * @param data fingerprint
     * @param engine its name, version, device and threads
     */
    record Key(String model, String data, String engine) {}

    /** Gives what is kept under the key, else what the model gives back now. */
    Responses get(Key key, Supplier<Responses> run) {
        synchronized (kept) {
            Responses known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        Responses fresh = run.get();
        synchronized (kept) {
            kept.put(key, fresh);
        }
        return fresh;
    }
}
