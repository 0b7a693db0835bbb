package org.espalier.cli;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Precision;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A command line whose jobs, engines and window are fakes, with what it printed. */
abstract class CliFixture {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    FakeRunner runner = finishing(Results.evaluated());
    Optional<String> missingDisplay = Optional.empty();
    String model = "";

    @BeforeEach
    void makeFiles() throws IOException {
        model = Files.writeString(folder.resolve("m.onnx"), "").toString();
        Files.writeString(folder.resolve("r.yaml"), "espalier: 1\n");
    }

    /** A command line that can do without jobs. */
    static Cli cli(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        Services services =
                new Services(
                        finishing(Results.evaluated()),
                        List::of,
                        Path.of("cache"),
                        new FakeWindow(Optional.of("No display."), out),
                        (target, print, progress) -> {});
        return new Cli(services, stream(out), stream(err));
    }

    /** Runs one command line; what the one before printed is forgotten. */
    int run(String... arguments) {
        out.reset();
        err.reset();
        Services services =
                new Services(
                        runner,
                        () -> List.of(new FakeEngines()),
                        folder.resolve("cache"),
                        new FakeWindow(missingDisplay, out),
                        (target, print, progress) -> print.print("demo: " + target));
        return new Cli(services, stream(out), stream(err)).run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static FakeRunner finishing(JobResult result) {
        return ending(new JobEvent.Finished(Instant.EPOCH, result));
    }

    static FakeRunner ending(JobEvent end) {
        return new FakeRunner(end);
    }

    private record FakeWindow(Optional<String> missing, ByteArrayOutputStream out)
            implements Window {

        @Override
        public void open(@Nullable Path file) {
            out.writeBytes(("window: " + file).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void time(@Nullable Path file, PrintStream told) {
            told.println("timed: " + file);
        }
    }

    private static final class FakeEngines implements EngineFactory {
        @Override
        public String name() {
            return "ort";
        }

        @Override
        public String title() {
            return "ONNX Runtime";
        }

        @Override
        public List<Device> devices() {
            return List.of(Device.CPU, new Device(Device.Kind.CUDA, 1));
        }

        @Override
        public String describe() {
            return "ONNX Runtime 1.29.";
        }

        @Override
        public Engine create(Device device, int threads, Precision precision) {
            throw new UnsupportedOperationException();
        }
    }
}
