package org.espalier.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineSelector.Selected;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    void onAGpuProductsAreInTheTypeOfTheFile() {
        assertEquals(Precision.BF16, chosen(EngineChoice.AUTO, stored(DType.BFLOAT16), DJL_GPU));
        assertEquals(Precision.FP16, chosen(EngineChoice.AUTO, stored(DType.FLOAT16), DJL_GPU));
        assertEquals(Precision.FP32, chosen(EngineChoice.AUTO, stored(DType.FLOAT32), DJL_GPU));
        assertEquals(Precision.FP32, chosen(EngineChoice.AUTO, stored(DType.BFLOAT16), ORT, DJL));
    }

    @Test
    void aPrecisionAskedForIsTakenByAnEngineThatHasIt() {
        EngineChoice choice = new EngineChoice("cpu", "auto", 1, "fp16");
        Selected selected = choose(choice, ORT, DJL);
        assertEquals("djl", selected.engine().name());
        assertEquals(Precision.FP16, selected.engine().precision());
        assertEquals(
                "djl 1.0 on the CPU (cpu, 1 thread, products in fp16): asked for",
                selected.reason());
        String message = refusal(new EngineChoice("cpu", "ort", 1, "bf16"), ORT, DJL);
        assertEquals(
                "Engine ort computes in fp32, not in bf16. Choose --engine djl or --precision"
                        + " fp32.",
                message);
        assertTrue(
                refusal(new EngineChoice("cpu", "auto", 1, "fp8"), ORT, DJL)
                        .contains("no precision \"fp8\". Choose auto, fp32, fp16, bf16."));
    }

    /** A network that the file holds in this type, save for a few numbers. */
    private static Network stored(DType type) {
        return Networks.builder()
                .input("x")
                .weight("w", Tensor.zeros(type, Shape.of(8, 8)))
                .weight("b", Tensor.zeros(DType.FLOAT32, Shape.of(8)))
                .node("Add", List.of("x", "b"), "y")
                .build("y");
    }

    private static Precision chosen(
            EngineChoice choice, Network network, EngineFactory... factories) {
        return new EngineSelector(List.of(factories)).choose(choice, network).engine().precision();
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
        public Set<Precision> precisions() {
            return name.equals("djl") ? Set.of(Precision.values()) : Set.of(Precision.FP32);
        }

        @Override
        public Engine create(Device device, int threads, Precision precision) {
            return new FakeEngine(name, device, threads, precision, lacking);
        }
    }

    private record FakeEngine(
            String name, Device device, int threads, Precision precision, List<String> lacking)
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
