package org.espalier.measure;

import org.espalier.engine.Engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a measured number rests on, enough to measure it again.
 *
 * @param model SHA-256 of the model
 * @param data fingerprint of the data; empty if none was used
 * @param seed of the sampling; 0 if nothing was drawn
 * @param versions of this program and the engines, by name
 * @param device as {@link org.espalier.engine.Device} spells it, with the number of threads and the
 *     precision
 */
public record Provenance(
        String model, String data, long seed, Map<String, String> versions, String device) {

    /** The provenance of a number measured on an engine, in this program and this JVM. */
    public static Provenance of(String model, String data, long seed, Engine engine) {
        String program = Provenance.class.getPackage().getImplementationVersion();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("espalier", program == null ? "development" : program);
        versions.put(engine.name(), engine.version());
        versions.put("java", Runtime.version().toString());
        return new Provenance(model, data, seed, versions, engine.setting());
    }
}
