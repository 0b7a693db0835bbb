package org.espalier.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineSelector.Selected;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class EngineSelectorTest {
    private static final Device GPU = new Device(Device.Kind.CUDA, 0);
    private static final Network NETWORK =
            Networks.builder()
                    .input("x", DType.FLOAT32, 1)
                    .node("Relu", List.of("x"), "y")
                    .output("y", DType.FLOAT32, 1)
                    .build();

    private static final Fake ORT = new Fake("ort", List.of(Device.CPU), List.of());
    private static final Fake DJL = new Fake("djl", List.of(Device.CPU), List.of());
    private static final Fake DJL_GPU = new Fake("djl", List.of(Device.CPU, GPU), List.of());

    @Test
    void onACpuTheFirstEngineRuns() {
        Selected selected = choose(EngineChoice.AUTO, ORT, DJL);
        assertEquals("ort", selected.engine().name());
        assertTrue(selected.reason().contains("on the CPU"), selected.reason());
    }

    @Test
    void aGpuThatAnEngineSeesIsTaken() {
        Selected selected = choose(EngineChoice.AUTO, ORT, DJL_GPU);
        assertEquals(GPU, selected.engine().device());
        assertTrue(selected.reason().contains("a GPU is there"), selected.reason());
    }

    @Test
    void whatWasAskedForIsTaken() {
        assertEquals("djl", choose(new EngineChoice("auto", "djl", 0), ORT, DJL).engine().name());
        Selected cpu = choose(new EngineChoice("cpu", "auto", 3), ORT, DJL_GPU);
        assertEquals(Device.CPU, cpu.engine().device());
        assertEquals(3, cpu.engine().threads());
    }

    @Test
    void autoFallsToAnEngineThatKnowsAllOperatorsAndSaysSo() {
        Fake poor = new Fake("djl", List.of(Device.CPU, GPU), List.of("ai.onnx:LSTM"));
        Selected selected = choose(EngineChoice.AUTO, ORT, poor);
        assertEquals("ort", selected.engine().name());
        assertTrue(
                selected.reason().contains("djl on gpu:0 lacks ai.onnx:LSTM"), selected.reason());
    }

    @Test
    void anEngineAskedForIsNotReplaced() {
        Fake poor = new Fake("djl", List.of(Device.CPU), List.of("ai.onnx:LSTM"));
        String message = refusal(new EngineChoice("auto", "djl", 0), ORT, poor);
        assertTrue(message.contains("djl on cpu lacks ai.onnx:LSTM"), message);
        assertTrue(message.contains("still be inspected"), message);
        assertTrue(message.contains("--engine auto"), message);
    }

    @Test
    void aDeviceAskedForIsNotReplaced() {
        Fake poor = new Fake("djl", List.of(Device.CPU, GPU), List.of("ai.onnx:LSTM"));
        String message = refusal(new EngineChoice("gpu:0", "auto", 0), ORT, poor);
        assertTrue(message.contains("djl on gpu:0 lacks ai.onnx:LSTM"), message);
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithTheReason() {
        String message = refusal(new EngineChoice("gpu:1", "auto", 0), ORT, DJL_GPU);
        assertTrue(message.contains("gpu:1 is not there (about ort; about djl)"), message);
    }

    @Test
    void misspeltChoicesAreRefused() {
        assertTrue(refusal(new EngineChoice("cuda", "auto", 0), ORT).contains("\"cuda\""));
        assertTrue(refusal(new EngineChoice("cpu", "tvm", 0), ORT, DJL).contains("ort or djl"));
    }

    @Test
    void anOperatorUnknownToAllIsToldWithWhatStillWorks() {
        Fake first = new Fake("ort", List.of(Device.CPU), List.of("x:A"));
        Fake second = new Fake("djl", List.of(Device.CPU), List.of("x:B", "x:A"));
        String warning = new EngineSelector(List.of(first, second)).warning(NETWORK).orElseThrow();
        assertTrue(warning.contains("operator x:A."), warning);
        assertTrue(warning.contains("pruned by magnitude"), warning);
        assertEquals(Optional.empty(), new EngineSelector(List.of(first, DJL)).warning(NETWORK));
    }

    private static Selected choose(EngineChoice choice, EngineFactory... factories) {
        return new EngineSelector(List.of(factories)).choose(choice, NETWORK);
    }

    private static String refusal(EngineChoice choice, EngineFactory... factories) {
        return assertThrows(UserFacingException.class, () -> choose(choice, factories))
                .getMessage();
    }

    private record Fake(String name, List<Device> devices, List<String> lacking)
            implements EngineFactory {
        @Override
        public String title() {
            return "Engine " + name;
        }

        @Override
        public String describe() {
            return "about " + name;
        }

        @Override
        public Engine create(Device device, int threads) {
            return new FakeEngine(name, device, threads, lacking);
        }
    }

    private record FakeEngine(String name, Device device, int threads, List<String> lacking)
            implements Engine {
        @Override
        public String version() {
            return name + " 1.0";
        }

        @Override
        public List<String> unsupported(Network network) {
            return lacking;
        }

        @Override
        public Session open(Program program) {
            throw new UnsupportedOperationException();
        }
    }
}
