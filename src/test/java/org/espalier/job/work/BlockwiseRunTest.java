package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.BlockInfluence;
import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockStream;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.Calibrator;
import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Wanda;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.BlockRemoval;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Blocks;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.model.Weight;
import org.espalier.model.format.ModelFile;
import org.espalier.recipe.BlockChange;
import org.espalier.recipe.RecipePipeline;
import org.espalier.recipe.RecipePipeline.Checkpoints;
import org.espalier.recipe.RecipeReader;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Recipes on the small Llama, with few and short windows of its text. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockwiseRunTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final int WINDOWS = 3;
    private static final String WANDA = "{method: wanda, sparsity: 0.5}";

    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final MethodCatalog methods = new MethodCatalog(List.of(new Wanda()));
    private final Network network = ModelFile.read(MODEL);
    private final Dataset data =
            Datasets.sample(
                    Datasets.open(MODEL.resolve("train.txt.gz"), network, MODEL, 24), WINDOWS, 1);
    private Path folder = Path.of("");
    private int asked;
    private RecipePipeline.Outcome half = new RecipePipeline.Outcome(network, List.of(), List.of());

    @BeforeAll
    void prune(@TempDir Path jobs) {
        folder = jobs;
        half = run(WANDA, "half");
    }

    @Test
    void eachBlockIsPrunedByWhatComesThroughTheBlocksBefore() {
        Network found = half.network();

        Network expected = network;
        for (Block block : blocks().subList(0, 6)) {
            expected = pruned(expected, block);
        }
        for (Block block : blocks().subList(0, 6)) {
            assertTrue(differing(expected, found, block) < 1e-3, block.name());
        }
        assertEquals(0, differing(network, found, blocks().getLast()), "the head stays");
    }

    @Test
    void withoutBlocksAllLayersAreJudgedOnTheUnprunedNetwork() {
        RecipePipeline.Outcome whole = run("{method: wanda, sparsity: 0.5, blocks: none}", "whole");

        assertTrue(differing(whole.network(), half.network(), blocks().getFirst()) < 1e-3);
        assertTrue(differing(whole.network(), half.network(), blocks().get(5)) > 1e-2);
        assertEquals(List.of(), whole.passages().getFirst());
    }

    @Test
    void theErrorGrowsFromBlockToBlock() {
        List<BlockPassage> passages = half.passages().getFirst();

        assertEquals(
                blocks().subList(0, 6).stream().map(Block::name).toList(),
                passages.stream().map(BlockPassage::block).toList());
        assertTrue(passages.getFirst().error() > 0.01, passages.toString());
        assertTrue(passages.getLast().error() > passages.getFirst().error(), passages.toString());
    }

    @Test
    void aRunKilledInTheThirdBlockGoesOnThereAndGivesTheSameBits() {
        RecipePipeline pipeline = pipeline();

        assertThrows(
                CancelledException.class,
                () ->
                        pipeline.run(
                                network,
                                new RecipeReader(methods).read(recipe(WANDA)),
                                new KilledInBlock(2, new StepFiles(folder.resolve("killed"))),
                                phase -> Progress.NONE));
        Network resumed = run(WANDA, "killed").network();

        for (Weight weight : half.network().weights().values()) {
            assertTrue(weight.tensor().sameBits(resumed.weight(weight.name())), weight.name());
        }
    }

    @Test
    void owlSpreadsTheSparsityByTheOutliersOfTheBlocks() {
        RecipePipeline.Outcome outcome =
                run("{method: wanda, sparsity: 0.5, schedule: owl}", "owl");

        Map<String, Double> shares = new HashMap<>();
        for (LayerOutcome layer : outcome.steps().getFirst()) {
            String block = layer.layer().name().substring(0, "model.layers.0".length());
            double share = Objects.requireNonNull(layer.target()).sparsity();
            assertEquals(share, shares.computeIfAbsent(block, key -> share), layer.toString());
            assertEquals(share, layer.sparsity(), 0.004, layer.toString());
        }
        double[] all = shares.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertEquals(6, all.length);
        assertEquals(0.5, shares.values().stream().mapToDouble(s -> s).average().orElse(0), 1e-9);
        assertEquals(0.16, all[5] - all[0], 1e-9);

        asked = 0;
        run("{method: wanda, sparsity: 0.5, schedule: owl}", "owl");
        assertEquals(0, asked, "a finished step needs no data");
    }

    @Test
    void owlNeedsBlocks() {
        String step = "{method: wanda, sparsity: 0.5, schedule: owl, blocks: none}";

        UserFacingException refused =
                assertThrows(UserFacingException.class, () -> run(step, "refused"));
        assertTrue(refused.getMessage().contains("OWL"), refused.getMessage());
    }

    @Test
    void aHeadIsPrunedOnlyIfItIsNamed() {
        RecipePipeline.Outcome outcome =
                run("{method: wanda, blocks: none, layers: {lm_head: 0.5}}", "head");

        assertArrayEquals(
                new String[] {"lm_head"},
                outcome.steps().getFirst().stream().map(o -> o.layer().name()).toArray());
        assertFalse(
                outcome.network()
                        .weight("model.embed_tokens.weight")
                        .sameBits(network.weight("model.embed_tokens.weight")),
                "the head is tied to the embedding");
    }

    @Test
    void theBlocksOfLeastInfluenceAreDroppedAndLaterStepsWorkOnTheRest() {
        RecipePipeline.Outcome outcome =
                run(
                        "espalier: 1\nsteps:\n  - drop-blocks: {count: 2, by: influence}\n  - prune: %s\n"
                                .formatted(WANDA),
                        new StepFiles(folder.resolve("dropped")));

        Set<String> gone = dropped(outcome);
        List<Block> all = blocks();
        List<Span> spans = BlockRemoval.spans(network, all);
        List<Influence> influences =
                new BlockInfluence(engine, data, Calibrator.TAP_LIMIT)
                        .of(network, all, spans, Progress.NONE);
        Set<String> least =
                influences.stream()
                        .sorted(Comparator.comparingDouble(Influence::value))
                        .limit(2)
                        .map(one -> one.span().block().name())
                        .collect(Collectors.toSet());
        assertEquals(least, gone);
        assertEquals(4 * 7, outcome.steps().get(1).size());
        assertEquals(
                blocks().subList(0, 6).stream()
                        .map(Block::name)
                        .filter(name -> !gone.contains(name))
                        .toList(),
                outcome.passages().get(1).stream().map(BlockPassage::block).toList());
        assertTrue(
                outcome.steps().getFirst().getFirst().note().contains("influence is"),
                outcome.steps().toString());
    }

    @Test
    void whatWasDroppedIsKeptAndNotJudgedAgain() {
        String recipe = "espalier: 1\nsteps:\n  - drop-blocks: {count: 1}\n";
        StepFiles files = new StepFiles(folder.resolve("kept"));
        RecipePipeline.Outcome first = run(recipe, files);
        asked = 0;

        RecipePipeline.Outcome second = run(recipe, files);

        assertEquals(0, asked);
        assertEquals(first.steps(), second.steps());
        assertEquals(first.network().nodes(), second.network().nodes());
    }

    @Test
    void blocksAreDroppedByTheirNames() {
        String recipe = "espalier: 1\nsteps:\n  - drop-blocks: {blocks: [%s]}\n";

        assertEquals(
                Set.of("model.layers.0", "model.layers.5"),
                dropped(
                        run(
                                recipe.formatted("model.layers.5, model.layers.0"),
                                new StepFiles(folder.resolve("named")))));
        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () ->
                                run(
                                        recipe.formatted("lm_head"),
                                        new StepFiles(folder.resolve("head"))));
        assertTrue(refused.getMessage().startsWith("There is no block \"lm_head\""));
        UserFacingException all =
                assertThrows(
                        UserFacingException.class,
                        () ->
                                run(
                                        "espalier: 1\nsteps:\n  - drop-blocks: {count: 6}\n",
                                        new StepFiles(folder.resolve("all"))));
        assertTrue(all.getMessage().contains("Leave at least one"), all.getMessage());
    }

    private static Set<String> dropped(RecipePipeline.Outcome outcome) {
        return outcome.steps().getFirst().stream()
                .map(layer -> layer.layer().name().replaceFirst("(\\.\\d+)\\..*", "$1"))
                .collect(Collectors.toSet());
    }

    private RecipePipeline.Outcome run(String recipe, StepFiles files) {
        return pipeline()
                .run(
                        network,
                        new RecipeReader(methods).read(recipe),
                        files,
                        phase -> Progress.NONE);
    }

    private List<Block> blocks() {
        return Blocks.of(network, new BlockChoice.Automatic());
    }

    private RecipePipeline.Outcome run(String step, String job) {
        return run(recipe(step), new StepFiles(folder.resolve(job)));
    }

    private static String recipe(String step) {
        return "espalier: 1\nsteps:\n  - prune: %s\n".formatted(step);
    }

    private RecipePipeline pipeline() {
        return new RecipePipeline(
                methods,
                new RecipePipeline.Calibration() {
                    @Override
                    public Network stream(
                            Network current,
                            List<Block> blocks,
                            Kind kind,
                            BlockWork work,
                            Progress progress) {
                        asked++;
                        return new BlockStream(new Calibrator(algebra), engine, data, kind)
                                .run(current, blocks, work, progress);
                    }

                    @Override
                    public List<Influence> influences(
                            Network current,
                            List<Block> blocks,
                            List<Span> spans,
                            Progress progress) {
                        asked++;
                        return new BlockInfluence(engine, data, Calibrator.TAP_LIMIT)
                                .of(current, blocks, spans, progress);
                    }
                });
    }

    /** Calibrates the whole network for this block's sake. */
    private Network pruned(Network current, Block block) {
        Map<LayerId, LayerStatistics> statistics =
                new Calibrator(algebra)
                        .calibrate(
                                current, block.layers(), data, Kind.NORMS, engine, Progress.NONE);
        Map<LayerId, Target> targets = new HashMap<>();
        block.layers().forEach(layer -> targets.put(layer.id(), new Target.Sparsity(0.5)));
        return new Wanda()
                .apply(
                        new CompressionTask<>(
                                current, block.layers(), PruneParams.DEFAULT, targets, statistics),
                        Progress.NONE)
                .network();
    }

    /** Share of a block's weights that are not equal. */
    private static double differing(Network one, Network other, Block block) {
        long different = 0;
        long all = 0;
        for (String name : block.layers().stream().map(layer -> layer.weight()).toList()) {
            Tensor a = one.weight(name);
            Tensor b = other.weight(name);
            for (long i = 0; i < a.count(); i++) {
                different += a.floatAt(i) == b.floatAt(i) ? 0 : 1;
            }
            all += a.count();
        }
        return (double) different / all;
    }

    /** Ends the run when a block is about to be kept. */
    private record KilledInBlock(int last, Checkpoints files) implements Checkpoints {
        @Override
        public boolean isFinished(int step) {
            return files.isFinished(step);
        }

        @Override
        public void finish(int step) {
            files.finish(step);
        }

        @Override
        public OfStep of(int step) {
            OfStep kept = files.of(step);
            return new OfStep() {
                @Override
                public Optional<BlockChange> load(int block) {
                    return kept.load(block);
                }

                @Override
                public BlockChange keep(int block, BlockChange change) {
                    if (block == last) {
                        throw new CancelledException();
                    }
                    return Objects.requireNonNull(kept.keep(block, change));
                }
            };
        }
    }
}
