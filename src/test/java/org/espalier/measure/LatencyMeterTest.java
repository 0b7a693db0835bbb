package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.ModelHash;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class LatencyMeterTest {
    private static final Network A = network(1);
    private static final Network B = network(2);

    private final Recorder recorder = new Recorder();
    private final LatencyMeter meter = new LatencyMeter(recorder);

    @Test
    void networksRunInTurnAfterAWarmUp() {
        meter.measure(List.of(A, B), 2, 3, Progress.NONE);
        assertEquals(
                List.of("A", "B", "A", "B", "A", "B", "A", "B", "A", "B", "A", "B"), recorder.runs);
    }

    @Test
    void statesHowItWasMeasured() {
        Latency latency = meter.measure(List.of(A), 2, 30, Progress.NONE).get(0);
        assertEquals(30, latency.samplesMs().length);
        assertEquals(50, recorder.runs.size());
        assertEquals(2, latency.batch());
        assertEquals(3, latency.threads());
        assertEquals("CPUExecutionProvider", latency.provider());
        assertEquals(new Bootstrap(0).median(latency.samplesMs()), latency.p50Ms());
        assertEquals(Bootstrap.quantile(latency.samplesMs(), 0.95), latency.p95Ms());
        assertEquals(ModelHash.of(A), latency.provenance().model());
        assertEquals("random x (2 x 4)", latency.provenance().data());
        assertEquals("cpu, 3 threads", latency.provenance().device());
        assertEquals("recorder 1.0", latency.provenance().versions().get("recorder"));
    }

    @Test
    void sessionsAreClosedWhenItIsCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void update(String part, long done, long total) {}

                    @Override
                    public void checkpoint() {
                        throw new CancelledException();
                    }
                };
        assertThrows(CancelledException.class, () -> meter.measure(List.of(A, B), 1, 1, cancelled));
        assertEquals(2, recorder.closed);
        assertTrue(recorder.runs.isEmpty());
    }

    private static Network network(int scale) {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", 4)
                .weight("w", Networks.random(scale, 4, 4))
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", DType.FLOAT32, "batch", 4)
                .build();
    }

    /** Notes which network runs when. */
    private static final class Recorder implements Engine {
        private final List<String> runs = new ArrayList<>();
        private int closed;

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public String version() {
            return "recorder 1.0";
        }

        @Override
        public Device device() {
            return Device.CPU;
        }

        @Override
        public int threads() {
            return 3;
        }

        @Override
        public List<String> unsupported(Network network) {
            return List.of();
        }

        @Override
        public Session open(Program program) {
            return new Session() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> feeds) {
                    runs.add(program.network() == A ? "A" : "B");
                    return Map.of();
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }
}
