package org.espalier.analyze;

import org.espalier.base.CLibrary;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.espalier.engine.Relay;
import org.espalier.engine.Session;
import org.espalier.model.Block;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Carries calibration data through a network block by block, as the papers on language models do:
 * the inputs of a block's layers are watched while the block is as it was, the block is changed,
 * and the data run through it once more to become the inputs of the next.
 *
 * <p>In memory at once are a block, what the data are at its entrance, and what is learned of its
 * layers. A network in one block is watched once and changed.
 *
 * <p>Source: Frantar and Alistarh, "SparseGPT", 2023, section 4; IST-DASLab/sparsegpt, opt.py;
 * locuslab/wanda, lib/prune.py.
 */
public final class BlockStream {
    private static final double CALIBRATING = 0.4;
    private static final double CHANGING = 0.4;

    /** Share of calibrating where the network is one block. */
    private static final double WHOLE = 0.5;

    /** Samples that also run through the unchanged network, to tell the error. */
    private static final int COMPARED = 2;

    private final Calibrator calibrator;
    private final Engine engine;
    private final Dataset data;
    private final Kind kind;

    /**
     * Creates a stream.
     *
     * @param data the calibration samples
     * @param kind what to learn of watched layers
     */
    public BlockStream(Calibrator calibrator, Engine engine, Dataset data, Kind kind) {
        this.calibrator = calibrator;
        this.engine = engine;
        this.data = data;
        this.kind = kind;
    }

    /** What a passage through several blocks will take. */
    public StreamSizes sizes(Network network, List<Block> blocks) {
        return new TapSizes(network, data)
                .stream(blocks, network, data.size(), calibrator.tapLimit());
    }

    /**
     * Passes blocks in order.
     *
     * @param blocks of {@code network}, from its beginning on; the rest of it is left alone
     * @return the network with all changes
     * @throws UserFacingException if there are no samples or an input of a layer is not finite
     */
    public Network run(Network network, List<Block> blocks, BlockWork work, Progress progress) {
        if (blocks.size() == 1) {
            Block all = blocks.getFirst();
            Map<LayerId, LayerStatistics> statistics =
                    calibrator.calibrate(
                            network,
                            work.watched(all),
                            data,
                            kind,
                            engine,
                            progress.piece(0, WHOLE));
            return work.change(network, all, statistics, progress.piece(WHOLE, 1 - WHOLE));
        }
        return new Run(network, blocks, work, progress).run();
    }

    /** One passage through all blocks. */
    private final class Run {
        private final Network original;
        private final List<Block> blocks;
        private final BlockWork work;
        private final Progress progress;
        private final List<int[]> parts;
        private Network network;
        private List<Tensor> values = List.of();
        private List<Tensor> unchanged = List.of();

        Run(Network network, List<Block> blocks, BlockWork work, Progress progress) {
            if (data.size() == 0) {
                throw Calibrator.noSamples(data);
            }
            this.original = network;
            this.network = network;
            this.blocks = blocks;
            this.work = work;
            this.progress = progress;
            this.parts =
                    new TapSizes(network, data)
                            .through(blocks, network, calibrator.tapLimit())
                            .batchesAfter(COMPARED, data);
        }

        Network run() {
            for (int i = 0; i < blocks.size(); i++) {
                pass(i);
            }
            return network;
        }

        private void pass(int index) {
            Block block = blocks.get(index);
            CLibrary.collect();
            Learnt learnt = change(block, index);
            if (block.exit() != null) {
                CLibrary.collect();
                Timed<Double> error = Timed.of(() -> leave(block, index));
                work.passed(
                        new BlockPassage(
                                block.name(),
                                error.result(),
                                new BlockPassage.Seconds(
                                        learnt.calibrating(), learnt.changing(), error.seconds())));
            }
        }

        /** Seconds that it took to learn of a block's inputs, and to change it. */
        private record Learnt(double calibrating, double changing) {}

        /** The statistics are let go at the end. */
        private Learnt change(Block block, int index) {
            Timed<Map<LayerId, LayerStatistics>> statistics =
                    Timed.of(
                            () ->
                                    calibrator.calibrate(
                                            network,
                                            work.watched(block),
                                            entering(block, parts, values),
                                            kind,
                                            engine,
                                            share(index, 0, CALIBRATING)));
            CLibrary.giveBackFreedMemory();
            Timed<Network> changed =
                    Timed.of(
                            () ->
                                    work.change(
                                            network,
                                            block,
                                            statistics.result(),
                                            share(index, CALIBRATING, CHANGING)));
            network = changed.result();
            return new Learnt(statistics.seconds(), changed.seconds());
        }

        /** Runs the data through a block; nobody waits for more than a batch behind the last. */
        private double leave(Block block, int index) {
            boolean last = index + 1 == blocks.size();
            List<int[]> first = parts.subList(0, 1);
            double before = CALIBRATING + CHANGING;
            unchanged = advance(original, entering(block, first, unchanged), block, Progress.NONE);
            values =
                    advance(
                            network,
                            last ? entering(block, first, values) : entering(block, parts, values),
                            block,
                            share(index, before, 1 - before));
            return error(values.getFirst(), unchanged.getFirst());
        }

        private EnteringData entering(Block block, List<int[]> of, List<Tensor> at) {
            return new EnteringData(data, of, block.entrance(), at);
        }

        private List<Tensor> advance(
                Network through, EnteringData entering, Block block, Progress part) {
            String exit = Objects.requireNonNull(block.exit());
            List<Tensor> left = new ArrayList<>();
            try (Session session = Relay.open(through, block, List.of(exit), engine)) {
                for (int[] indices : entering.batches(0)) {
                    part.checkpoint();
                    Map<String, Tensor> results = session.run(entering.batch(indices).inputs());
                    left.add(Objects.requireNonNull(results.get(exit)));
                    part.update("Passing on", left.size(), parts.size());
                }
            }
            CLibrary.giveBackFreedMemory();
            return left;
        }

        private Progress share(int index, double from, double part) {
            double one = 1.0 / blocks.size();
            return progress.piece((index + from) * one, part * one).named(blocks.get(index).name());
        }
    }

    /** What some work gave and the seconds it took. */
    private record Timed<T>(T result, double seconds) {
        static <T> Timed<T> of(Supplier<T> work) {
            long start = System.nanoTime();
            T result = work.get();
            return new Timed<>(result, (System.nanoTime() - start) / 1e9);
        }
    }

    private static double error(Tensor changed, Tensor unchanged) {
        double difference = 0;
        double norm = 0;
        for (long i = 0; i < unchanged.count(); i++) {
            double value = unchanged.floatAt(i);
            double step = changed.floatAt(i) - value;
            difference += step * step;
            norm += value * value;
        }
        return norm == 0 ? 0 : Math.sqrt(difference / norm);
    }
}
