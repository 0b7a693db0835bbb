package org.espalier.engine.conformance;

import org.espalier.engine.EngineFactory;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;

import java.util.List;

/** The engines that conformance is checked for. */
public final class TestedEngines {
    private TestedEngines() {}

    /** One factory of each kind. */
    public static List<EngineFactory> factories() {
        return List.of(new DjlEngineFactory(), new OrtEngineFactory());
    }
}
