package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.Wanda;
import org.espalier.engine.EngineChoice;
import org.espalier.engine.EngineSelector;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.job.DataRef;
import org.espalier.job.DirectRunner;
import org.espalier.job.JobContext;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.JobWork;
import org.espalier.job.MemoryLimit;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A recipe of two steps that is cancelled between them, on a copy of the sample. */
class ResumeTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14").toAbsolutePath();
    private static final String RECIPE =
            """
            espalier: 1
            steps:
              - prune: {method: magnitude, sparsity: 0.5, exclude: [conv1]}
              - prune: {method: wanda, layers: {fc: 0.9}}
            """;

    private final JobExecutor work =
            new JobExecutor(
                    new Tools(
                            new EngineSelector(List.of(new OrtEngineFactory())),
                            new MethodCatalog(List.of(new Magnitude(), new Wanda())),
                            new Nd4jLinearAlgebra(1),
                            new ResponseMemory(),
                            MemoryLimit.NONE));
    private final List<JobEvent> heard = Collections.synchronizedList(new ArrayList<>());
    @TempDir Path folder;
    private Path model = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void copySample() throws IOException {
        model = copy("fashion-resnet14.onnx");
        data = copy("t10k-images-idx3-ubyte.gz");
        copy("t10k-labels-idx1-ubyte.gz");
    }

    @Test
    void aCancelledRunGoesOnAfterItsFinishedStepsAndGivesTheSameBits() throws Exception {
        Path output = folder.resolve("pruned.onnx");
        assertInstanceOf(JobEvent.Finished.class, end(work, "whole", output));
        byte[] whole = Files.readAllBytes(output);
        Files.delete(output);

        assertInstanceOf(JobEvent.Cancelled.class, end(new UntilStepTwo(work), "job", output));
        assertFalse(Files.exists(output));
        heard.clear();
        JobEvent end = end(work, "job", output);

        JobResult.Ran ran = (JobResult.Ran) ((JobEvent.Finished) end).result();
        assertEquals(2, ran.steps().size());
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(output)));
        assertTrue(
                heard.stream().noneMatch(event -> event.toString().contains("Step 1")),
                "the first step was done again");
    }

    @Test
    void aJobDoesNotGoOnWithAnotherModelOrOtherData() throws Exception {
        Path output = folder.resolve("pruned.onnx");
        assertInstanceOf(JobEvent.Cancelled.class, end(new UntilStepTwo(work), "job", output));
        Path kept = folder.resolve("kept.onnx");
        Files.copy(model, kept);
        Files.copy(another(), model, StandardCopyOption.REPLACE_EXISTING);

        assertChanged(model, end(work, "job", output));

        Files.copy(kept, model, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                SAMPLE.resolve("train3k-images-idx3-ubyte.gz"),
                data,
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                SAMPLE.resolve("train3k-labels-idx1-ubyte.gz"),
                folder.resolve("t10k-labels-idx1-ubyte.gz"),
                StandardCopyOption.REPLACE_EXISTING);

        assertChanged(data, end(work, "job", output));
    }

    @Test
    void aFinishedJobDoesNotPassOffItsResultForAnotherModel() throws Exception {
        JobSpec evaluate = new JobSpec.Evaluate(model.toString(), ref(100), choice());
        assertInstanceOf(JobEvent.Finished.class, end(work, evaluate, "job"));
        byte[] bytes = Files.readAllBytes(model);
        Files.copy(another(), model, StandardCopyOption.REPLACE_EXISTING);

        assertChanged(model, end(work, evaluate, "job"));

        Files.write(model, bytes);
        assertInstanceOf(JobEvent.Finished.class, end(work, evaluate, "job"));
    }

    /** A model that computes something else. */
    private Path another() {
        Network network = OnnxReader.read(model);
        String name = Layers.of(network).getLast().weight();
        Tensor weight = network.weight(name);
        Path file = folder.resolve("another.onnx");
        ModelFile.write(
                network.withWeights(Map.of(name, Tensor.zeros(weight.dtype(), weight.shape()))),
                file);
        return file;
    }

    private static void assertChanged(Path file, JobEvent end) {
        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end, end.toString());
        assertEquals(UserFacingException.Kind.BAD_INPUT, failed.kind());
        assertTrue(
                failed.message().startsWith(file + " has changed since the job in"),
                failed.message());
    }

    private JobEvent end(JobWork by, String name, Path output) throws Exception {
        JobSpec.Run spec =
                new JobSpec.Run(
                        model.toString(), RECIPE, ref(32), ref(100), output.toString(), choice());
        return end(by, spec, name);
    }

    private JobEvent end(JobWork by, JobSpec spec, String name) throws Exception {
        return new DirectRunner(by)
                .start(spec, folder.resolve(name), heard::add)
                .end()
                .get(2, TimeUnit.MINUTES);
    }

    private DataRef ref(int samples) {
        return new DataRef(data.toString(), samples, 1);
    }

    private static EngineChoice choice() {
        return new EngineChoice("cpu", "ort", 1);
    }

    private Path copy(String name) throws IOException {
        return Files.copy(SAMPLE.resolve(name), folder.resolve(name));
    }

    /** Is cancelled where the second step begins. */
    private record UntilStepTwo(JobWork work) implements JobWork {
        @Override
        public Map<String, String> inputs(JobSpec spec) {
            return work.inputs(spec);
        }

        @Override
        public JobResult execute(JobSpec spec, JobContext context) {
            return work.execute(
                    spec,
                    (JobContext)
                            Proxy.newProxyInstance(
                                    JobContext.class.getClassLoader(),
                                    new Class<?>[] {JobContext.class},
                                    (proxy, method, arguments) -> {
                                        if (method.getName().equals("phase")
                                                && arguments[0]
                                                        .toString()
                                                        .startsWith("Step 2 of 2")) {
                                            throw new CancelledException();
                                        }
                                        return method.invoke(context, arguments);
                                    }));
        }
    }
}
