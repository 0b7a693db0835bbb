package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.format.ModelHash;

import java.util.ArrayList;
import java.util.List;

/**
 * Times single runs of networks against each other.
 *
 * <p>After a warm-up the networks run in turn, A B A B, so that what disturbs the machine disturbs
 * all of them alike. A run is timed from the tensors going in to the tensors coming out. Each
 * network gets the same made-up input, see {@link ProbeInput}.
 */
public final class LatencyMeter {
    private static final int WARM_UP = 20;

    /**
     * Runs before it is decided how many there is time for: the very first also prepares memory.
     */
    private static final int FIRST = 2;

    private static final long SEED = 0;
    private static final double NANOS_PER_MS = 1e6;

    /** Fewer runs tell nothing of the spread. */
    private static final int LEAST_RUNS = 10;

    private final Engine engine;
    private final double mostSeconds;

    /**
     * Times runs on an engine.
     *
     * @param engine ONNX Runtime, which is what users deploy
     */
    public LatencyMeter(Engine engine) {
        this(engine, Double.POSITIVE_INFINITY);
    }

    /**
     * Times runs on an engine for a while.
     *
     * @param mostSeconds what all runs may take; where the first ones say that they would take
     *     longer, there are fewer, but ten
     */
    public LatencyMeter(Engine engine, double mostSeconds) {
        this.engine = engine;
        this.mostSeconds = mostSeconds;
    }

    /**
     * Times each network.
     *
     * @param batch samples per run
     * @param runs timed runs of each network
     * @param progress asked between rounds
     * @return a latency per network, in their order
     * @throws org.espalier.base.UserFacingException if a network cannot run
     */
    public List<Latency> measure(List<Network> networks, int batch, int runs, Progress progress) {
        List<Timed> all = new ArrayList<>();
        try {
            for (Network network : networks) {
                all.add(new Timed(engine, network, batch));
            }
            rounds(all, FIRST, "Warming up", progress);
            int fitting = Math.min(runs, fitting(all));
            rounds(all, Math.min(WARM_UP, fitting) - FIRST, "Warming up", progress);
            all.forEach(timed -> timed.restart(fitting));
            rounds(all, fitting, "Timing", progress);
            return all.stream().map(timed -> timed.latency(engine, batch)).toList();
        } finally {
            all.forEach(Timed::close);
        }
    }

    /** How many rounds there is time for, as the last of the first ones says. */
    private int fitting(List<Timed> all) {
        double seconds = all.stream().mapToDouble(timed -> timed.times[FIRST - 1]).sum() / 1000;
        return (int) Math.max(LEAST_RUNS, Math.min(Integer.MAX_VALUE, mostSeconds / seconds));
    }

    private static String provider(Device device) {
        return device.kind() == Device.Kind.CPU ? "CPUExecutionProvider" : "CUDAExecutionProvider";
    }

    private static void rounds(List<Timed> all, int rounds, String part, Progress progress) {
        for (int round = 0; round < rounds; round++) {
            progress.checkpoint();
            all.forEach(Timed::run);
            progress.update(part, round + 1L, rounds);
        }
    }

    private static final class Timed implements AutoCloseable {
        private final Network network;
        private final ProbeInput input;
        private final Session session;
        private double[] times;
        private int next;

        Timed(Engine engine, Network network, int batch) {
            this.network = network;
            this.input = new ProbeInput(network, batch, SEED);
            this.session = engine.open(Program.whole(network));
            this.times = new double[WARM_UP];
        }

        void run() {
            long start = System.nanoTime();
            session.runReusing(input.tensors());
            times[next++] = (System.nanoTime() - start) / NANOS_PER_MS;
        }

        void restart(int runs) {
            times = new double[runs];
            next = 0;
        }

        Latency latency(Engine engine, int batch) {
            return new Latency(
                    new Bootstrap(SEED).median(times),
                    Bootstrap.quantile(times, 0.95),
                    times,
                    engine.threads(),
                    batch,
                    provider(engine.device()),
                    Provenance.of(ModelHash.of(network), input.description(), SEED, engine));
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
