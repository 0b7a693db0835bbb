package org.espalier.job.work;

import org.espalier.analyze.BlockInfluence;
import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockStream;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.Calibrator;
import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Network;
import org.espalier.recipe.RecipePipeline;

import java.util.List;
import java.util.function.ToLongFunction;

/** Lets calibration data pass a model, within the memory that the job may take. */
record Passage(Tools tools, Subject base, Dataset data) implements RecipePipeline.Calibration {
    @Override
    public Network stream(
            Network network, List<Block> blocks, Kind kind, BlockWork work, Progress progress) {
        Calibrator calibrator = new Calibrator(tools.algebra(), taps(blocks, kind));
        return new BlockStream(calibrator, base.engine(), data, kind)
                .run(network, blocks, work, progress);
    }

    @Override
    public List<Influence> influences(
            Network network, List<Block> blocks, List<Span> spans, Progress progress) {
        return new BlockInfluence(base.engine(), data, taps(blocks, Kind.NONE))
                .of(network, blocks, spans, progress);
    }

    private long taps(List<Block> blocks, Kind kind) {
        return memory(blocks, kind, layout -> 0).taps(tools.limit());
    }

    /**
     * What a passage takes.
     *
     * @param working bytes that is taken beside that while a layer is worked on
     */
    MemoryEstimate memory(List<Block> blocks, Kind kind, ToLongFunction<MatrixLayout> working) {
        if (blocks.size() > 1) {
            Calibrator roomy = new Calibrator(tools.algebra());
            return MemoryEstimate.of(
                    new BlockStream(roomy, base.engine(), data, kind).sizes(base.network(), blocks),
                    blocks,
                    kind,
                    working);
        }
        return MemoryEstimate.of(
                base.network(),
                blocks.getFirst().layers(),
                kind,
                Math.min(MemoryEstimate.BATCH, data.size()));
    }
}
