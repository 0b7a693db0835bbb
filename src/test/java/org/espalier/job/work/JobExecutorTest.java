package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.compress.prune.Alps;
import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.SparseGpt;
import org.espalier.compress.prune.Wanda;
import org.espalier.engine.EngineChoice;
import org.espalier.engine.EngineSelector;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.job.DataRef;
import org.espalier.job.DirectRunner;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.espalier.job.MemoryLimit;
import org.espalier.measure.Quality;
import org.espalier.measure.Sampling;
import org.espalier.measure.Task;
import org.espalier.model.LayerSummary;
import org.espalier.model.Layers;
import org.espalier.model.ModelSummary;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

class JobExecutorTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14").toAbsolutePath();
    private static final String MODEL = SAMPLE.resolve("fashion-resnet14.onnx").toString();
    private static final DataRef CALIBRATION = data("train3k-images-idx3-ubyte.gz", 32);
    private static final DataRef EVALUATION = data("t10k-images-idx3-ubyte.gz", 100);
    private static final EngineChoice ONE_THREAD = new EngineChoice("cpu", "ort", 1);
    private static final String RECIPE =
            """
            espalier: 1
            steps:
              - prune: {method: wanda, sparsity: 0.5, exclude: [conv1]}
              - prune: {method: magnitude, layers: {fc: 0.9}}
            """;

    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final JobRunner runner =
            new DirectRunner(
                    new JobExecutor(
                            new Tools(
                                    new EngineSelector(List.of(new OrtEngineFactory())),
                                    new MethodCatalog(
                                            List.of(
                                                    new Magnitude(),
                                                    new Wanda(),
                                                    new SparseGpt(algebra),
                                                    new Alps(algebra))),
                                    algebra,
                                    new ResponseMemory(),
                                    MemoryLimit.NONE)));
    private final List<JobEvent> heard = Collections.synchronizedList(new ArrayList<>());
    @TempDir Path folder;

    @Test
    void aRecipeIsRunStepByStepWrittenAndMeasuredBeforeAndAfter() throws Exception {
        Path output = folder.resolve("pruned.onnx");
        JobSpec spec =
                new JobSpec.Run(
                        MODEL, RECIPE, CALIBRATION, EVALUATION, output.toString(), ONE_THREAD);

        JobResult.Ran ran = run(spec, JobResult.Ran.class, "first");

        ModelSummary after = ModelSummary.of(OnnxReader.read(output));
        assertEquals(0.9, sparsity(after, "fc"), 0.002);
        assertEquals(0, sparsity(after, "conv1"));
        assertEquals(after.layers().size() - 1, ran.steps().get(0).size());
        assertEquals(1, ran.steps().get(1).size());
        Comparison comparison = ran.comparison();
        assertEquals(100, comparison.base().quality().getFirst().samples());
        assertTrue(comparison.candidate().sparsity() > 0.45);
        assertTrue(
                comparison.candidate().size().sparse() < comparison.base().size().sparse() * 0.7);
        assertNotNull(comparison.qualityDifference());
        assertNotNull(comparison.candidate().latency());
        assertEquals(3, comparison.fidelity().size());
        assertTrue(note("Memory: about"), "the memory is estimated first");

        aJobThatGoesOnAfterItsFirstStepGivesTheSameBits(spec, output);
    }

    @Test
    void sparseGptPrunesConvolutionsByTheirPatchesAndSaysWhatItDid() throws Exception {
        String recipe =
                """
                espalier: 1
                steps:
                  - prune: {method: sparsegpt, pattern: "2:4", dampening: 0.02, blockSize: 64}
                """;
        Path output = folder.resolve("pruned.onnx");
        JobSpec spec =
                new JobSpec.Run(
                        MODEL, recipe, CALIBRATION, EVALUATION, output.toString(), ONE_THREAD);

        JobResult.Ran ran = run(spec, JobResult.Ran.class, "sparsegpt");

        ModelSummary after = ModelSummary.of(OnnxReader.read(output));
        assertEquals(0.5, sparsity(after, "fc"));
        assertEquals(0.5, sparsity(after, "stage3.1.conv2"));
        assertEquals(
                "The last 1 of 9 columns stay dense: they do not fill a group of 4.",
                ran.steps().getFirst().getFirst().note());
    }

    private void aJobThatGoesOnAfterItsFirstStepGivesTheSameBits(JobSpec spec, Path output)
            throws Exception {
        byte[] whole = Files.readAllBytes(output);
        Path resumed = folder.resolve("first");
        Files.delete(resumed.resolve("result.json"));
        Files.delete(resumed.resolve("step-2.finished"));
        Files.delete(resumed.resolve("step-2-block-1.json"));
        Files.delete(output);
        heard.clear();

        run(spec, JobResult.Ran.class, "first");

        assertTrue(Arrays.equals(whole, Files.readAllBytes(output)), "other bits");
        assertTrue(
                heard.stream().noneMatch(e -> e.toString().contains("step 1")),
                "the first step was done again");
    }

    @Test
    void anUnknownLayerIsBadInputWithItsPlace() throws Exception {
        JobSpec spec =
                new JobSpec.Run(
                        MODEL,
                        RECIPE.replace("conv1", "conv9"),
                        CALIBRATION,
                        null,
                        folder.resolve("o.onnx").toString(),
                        ONE_THREAD);

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(spec, "bad"));

        assertTrue(failed.message().startsWith("Line 3, column 53:"), failed.message());
    }

    @Test
    void aMeasuredScanTellsEachCellOnceAndFillsBothTables() throws Exception {
        List<SensitivityTable> tables =
                run(scan(List.of("wanda"), true, 0.9, 0.5), JobResult.Scanned.class, "scan")
                        .tables();

        assertEquals(SensitivityTable.Measure.OUTPUT_ERROR, tables.get(0).measure());
        assertEquals(SensitivityTable.Measure.ACCURACY_DROP, tables.get(1).measure());
        int layers = tables.get(1).layers().size();
        List<JobEvent.CellMeasured> cells =
                heard.stream()
                        .filter(JobEvent.CellMeasured.class::isInstance)
                        .map(JobEvent.CellMeasured.class::cast)
                        .toList();
        assertEquals(2 * layers, cells.size());
        for (JobEvent.CellMeasured cell : cells) {
            int row = tables.get(1).layers().indexOf(cell.layer());
            int column = cell.sparsity() == 0.5 ? 0 : 1;
            assertEquals(tables.get(1).damage()[row][column], cell.damage());
        }
    }

    @Test
    void evaluatesOnLabelledData() throws Exception {
        JobResult.Evaluated evaluated =
                run(
                        new JobSpec.Evaluate(MODEL, EVALUATION, ONE_THREAD),
                        JobResult.Evaluated.class,
                        "evaluate");

        assertEquals("top1", evaluated.quality().getFirst().metric());
        assertEquals(0.88, evaluated.quality().getFirst().estimate().value(), 0.02);
    }

    @Test
    void questionsAreAnsweredWithoutExamples() throws Exception {
        Path llama = Path.of("samples/sotu-llama").toAbsolutePath();
        Path items = Path.of("src/test/resources/zero_shot/arc_easy.jsonl").toAbsolutePath();
        DataRef cut = new DataRef(items.toString(), 0, 0, 40);
        JobSpec spec = new JobSpec.Evaluate(llama.toString(), cut, ONE_THREAD);
        JobResult.Evaluated evaluated = run(spec, JobResult.Evaluated.class, "zero-shot");

        assertEquals(Task.ZERO_SHOT, evaluated.task());
        assertEquals(
                List.of("acc", "acc_norm"),
                evaluated.quality().stream().map(Quality::metric).toList());
        assertEquals(30, evaluated.quality().getFirst().samples());
        assertTrue(note("29 of 115 texts are longer than the model reads"), heard.toString());
    }

    @Test
    void aPromptIsContinuedByACheckpointOnly() throws Exception {
        String llama = Path.of("samples/sotu-llama").toAbsolutePath().toString();
        JobSpec spec = new JobSpec.Generate(llama, "The state of", 9, Sampling.GREEDY, ONE_THREAD);
        JobResult.Generated written = run(spec, JobResult.Generated.class, "written");
        assertEquals(9, written.text().tokens().length);
        List<JobEvent.Written> grown =
                heard.stream()
                        .filter(JobEvent.Written.class::isInstance)
                        .map(JobEvent.Written.class::cast)
                        .toList();
        assertEquals(2, grown.size());
        assertTrue(written.text().text().startsWith(grown.getLast().text()));
        assertTrue(written.text().text().startsWith(" the Union"), written.text().text());

        JobSpec images = new JobSpec.Generate(MODEL, "Hello", 4, Sampling.GREEDY, ONE_THREAD);
        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(images, "images"));
        assertTrue(failed.message().contains("no Hugging Face checkpoint"), failed.message());
    }

    @Test
    void zeroShotNeedsQuestions() throws Exception {
        JobSpec spec = new JobSpec.Evaluate(MODEL, EVALUATION, ONE_THREAD, Task.ZERO_SHOT);
        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(spec, "no"));
        assertTrue(failed.message().contains(".jsonl"), failed.message());
    }

    @Test
    void timesTwoModelsInTurn() throws Exception {
        JobResult.Benched benched =
                run(
                        new JobSpec.Bench(MODEL, MODEL, 2, 7, EngineChoice.AUTO),
                        JobResult.Benched.class,
                        "bench");

        assertEquals(2, benched.latencies().size());
        assertEquals(7, benched.latencies().get(1).samplesMs().length);
        assertEquals(2, benched.latencies().get(0).batch());
        assertEquals("CPUExecutionProvider", benched.latencies().get(0).provider());
    }

    @Test
    void aModelComparedWithItselfHasNoDifference() throws Exception {
        JobResult.Compared compared =
                run(
                        new JobSpec.Compare(MODEL, MODEL, EVALUATION, ONE_THREAD),
                        JobResult.Compared.class,
                        "compare");

        assertEquals(0, requireNonNull(compared.comparison().qualityDifference()).value());
        assertEquals(1, compared.comparison().pValue());
    }

    @Test
    void methodsThatSolveForTheWeightsThatStayWinADuel() throws Exception {
        List<String> methods = List.of("magnitude", "wanda", "sparsegpt", "alps");
        Duel duel = run(duel("stage2.1.conv1", methods), JobResult.Duelled.class, "duel").duel();

        double[] errors = duel.contenders().stream().mapToDouble(Duel.Contender::error).toArray();
        assertTrue(
                errors[3] < errors[2] && errors[2] < Math.min(errors[0], errors[1]),
                Arrays.toString(errors));
        assertEquals(3, duel.best());
        assertEquals(32, duel.rows());
        assertTrue(note("Memory: about"), "the memory is estimated first");
    }

    @Test
    void aDuelOnALayerThatIsNotThereOffersTheNearest() throws Exception {
        JobEvent.Failed failed =
                assertInstanceOf(
                        JobEvent.Failed.class,
                        end(duel("stage2.1.conv9", List.of("wanda", "alps")), "none"));

        assertTrue(failed.message().contains("stage2.1.conv1"), failed.message());
    }

    private static JobSpec duel(String layer, List<String> methods) {
        return new JobSpec.Duel(
                MODEL, layer, methods, new Target.Sparsity(0.6), CALIBRATION, ONE_THREAD);
    }

    @Test
    void aCheckpointIsExportedAsAFileThatOpens() throws Exception {
        String model = Path.of("src/test/resources/checkpoints/bert").toAbsolutePath().toString();
        Path output = folder.resolve("bert.onnx");
        JobResult.Exported exported =
                run(
                        new JobSpec.Export(model, output.toString(), EngineChoice.AUTO),
                        JobResult.Exported.class,
                        "export");

        assertEquals(List.of("input_ids", "attention_mask", "token_type_ids"), exported.inputs());
        assertEquals(List.of("logits"), exported.outputs());
        assertEquals(Files.size(output), exported.bytes());
        assertEquals(14, Layers.of(OnnxReader.read(output)).size());
    }

    @Test
    void aMethodThatIsNotThereIsBadInput() throws Exception {
        JobSpec spec = scan(List.of("wander"), false, 0.5);

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(spec, "none"));

        assertTrue(failed.message().contains("Methods: magnitude, wanda"), failed.message());
    }

    @Test
    void methodsThatMakeUpForWhatTheyPruneAreScannedToo() throws Exception {
        List<String> methods = List.of("wanda", "sparsegpt", "alps");

        List<SensitivityTable> tables =
                run(scan(methods, false, 0.6), JobResult.Scanned.class, "scan").tables();

        assertEquals(methods, tables.stream().map(SensitivityTable::method).toList());
        assertTrue(sum(tables.get(1)) < sum(tables.get(0)), "sparsegpt loses less than wanda");
        assertTrue(sum(tables.get(2)) < sum(tables.get(1)), "alps loses less than sparsegpt");
    }

    @Test
    void cellsOfAMethodThatNeedsGramMatricesAreNotMeasured() throws Exception {
        JobSpec spec = scan(List.of("wanda", "sparsegpt"), true, 0.6);

        JobEvent.Failed failed = assertInstanceOf(JobEvent.Failed.class, end(spec, "none"));

        assertTrue(
                failed.message().contains("Scan \"sparsegpt\" without measuring"),
                failed.message());
    }

    private static double sum(SensitivityTable table) {
        return Arrays.stream(table.damage()).mapToDouble(row -> row[0]).sum();
    }

    private static JobSpec scan(List<String> methods, boolean measured, Double... shares) {
        return new JobSpec.Scan(
                MODEL,
                CALIBRATION,
                measured ? EVALUATION : null,
                methods,
                List.of(shares),
                measured,
                null,
                ONE_THREAD);
    }

    private <R extends JobResult> R run(JobSpec spec, Class<R> type, String name) throws Exception {
        JobEvent last = end(spec, name);
        assertInstanceOf(JobEvent.Finished.class, last, last.toString());
        return type.cast(((JobEvent.Finished) last).result());
    }

    private JobEvent end(JobSpec spec, String name) throws Exception {
        return runner.start(spec, folder.resolve(name), heard::add).end().get(2, TimeUnit.MINUTES);
    }

    private boolean note(String beginning) {
        return heard.stream()
                .anyMatch(e -> e instanceof JobEvent.Note n && n.text().startsWith(beginning));
    }

    private static double sparsity(ModelSummary summary, String layer) {
        return summary.layers().stream()
                .filter(l -> l.layer().id().name().equals(layer))
                .mapToDouble(LayerSummary::sparsity)
                .findFirst()
                .orElseThrow();
    }

    private static DataRef data(String file, int samples) {
        return new DataRef(SAMPLE.resolve(file).toString(), samples, 1);
    }
}
