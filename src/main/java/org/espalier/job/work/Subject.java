package org.espalier.job.work;

import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineChoice;
import org.espalier.engine.EngineSelector;
import org.espalier.job.DataRef;
import org.espalier.measure.Provenance;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.ModelHash;

import java.nio.file.Path;
import java.util.List;

/**
 * A model opened for a job, with the engine that runs it.
 *
 * @param file the model's file; what its data need beside it is looked for there
 * @param choice what the user asked for
 * @param device where it runs and why there
 */
record Subject(
        Path file,
        Network network,
        List<Layer> layers,
        EngineChoice choice,
        Engine engine,
        String device) {
    /**
     * Opens a model.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read, no engine runs it, or its
     *     weights alone are above the limit of memory
     */
    static Subject open(String file, EngineChoice choice, Tools tools) {
        Path path = Path.of(file);
        Network network = ModelFile.read(path);
        MemoryEstimate.of(network, List.of(), Kind.NONE, 0).taps(tools.limit());
        EngineSelector.Selected selected = tools.engines().choose(choice, network);
        return new Subject(
                path, network, Layers.of(network), choice, selected.engine(), selected.reason());
    }

    /** Another model's file run by the same engine. */
    Subject beside(Path other) {
        Network network = ModelFile.read(other);
        return new Subject(other, network, Layers.of(network), choice, engine, device);
    }

    /**
     * Data for this model.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read or does not fit the model
     */
    Dataset data(DataRef ref) {
        return Datasets.sample(
                Datasets.open(Path.of(ref.path()), network, file, ref.window()),
                ref.samples(),
                ref.seed());
    }

    /** SHA-256 of what the model computes. */
    String fingerprint() {
        return ModelHash.of(network);
    }

    /** What its responses to data depend on. */
    ResponseMemory.Key responding(Dataset data) {
        String runner = "%s %s on %s".formatted(engine.name(), engine.version(), engine.setting());
        return new ResponseMemory.Key(fingerprint(), data.fingerprint(), runner);
    }

    /**
     * What a measure of this model on data rests on.
     *
     * @param seed of what was drawn; 0 if nothing was
     */
    Provenance provenance(Dataset data, long seed) {
        return Provenance.of(fingerprint(), data.fingerprint(), seed, engine);
    }
}
