package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockWork;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.OnnxReader;
import org.espalier.recipe.RecipePipeline.Checkpoints;
import org.espalier.recipe.RecipePipeline.Part;
import org.espalier.tensor.DType;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class RecipePipelineTest {
    private static final String TWO_STEPS =
            """
            espalier: 1
            steps:
              - prune: {method: magnitude, sparsity: 0.5}
              - prune: {method: wanda, layers: {fc: 0.25}}
            """;
    private final Network network =
            OnnxReader.read(Path.of("samples/fashion-resnet14/fashion-resnet14.onnx"));
    private final Recipe recipe = new RecipeReader(Methods.CATALOG).read(TWO_STEPS);
    private final List<String> calls = new ArrayList<>();
    private final Kept kept = new Kept();
    private final RecipePipeline pipeline = new RecipePipeline(Methods.CATALOG, new Told());

    @Test
    void aStepSwitchedOffIsLeftOut() {
        Recipe off =
                new RecipeReader(Methods.CATALOG)
                        .read(TWO_STEPS.replace("sparsity", "enabled: false, sparsity"));

        RecipePipeline.Outcome outcome = pipeline.run(network, off, kept, this::phase);

        assertEquals(List.of(), outcome.steps().getFirst());
        assertEquals(1, outcome.steps().getLast().size());
        assertEquals(
                List.of("Step 2 of 2: wanda"),
                pipeline.parts(network, off, new Kept()).stream().map(Part::name).toList());
        assertEquals(
                List.of("Step 1 of 2 (magnitude) is switched off and left out."),
                off.switchedOff());
    }

    @Test
    void eachStepWorksOnWhatTheOneBeforeLeft() {
        RecipePipeline.Outcome outcome = pipeline.run(network, recipe, kept, this::phase);

        Layer fc = layer("fc");
        float before = network.weight(fc.weight()).floatAt(3);
        assertEquals(
                before * 0.5f * 0.25f * 7, outcome.network().weight(fc.weight()).floatAt(3), 1e-6f);
        assertEquals(
                List.of(
                        "phase Step 1 of 2: magnitude",
                        "phase Step 2 of 2: wanda",
                        "NORMS of [fc] at " + before * 0.5f),
                calls);
        assertEquals(Layers.of(network).size(), outcome.steps().get(0).size());
        assertEquals(1, outcome.steps().get(1).size());
        assertEquals(0.25, outcome.steps().get(1).get(0).sparsity());
    }

    @Test
    void aStepThatWasKeptIsNotDoneAgain() {
        RecipePipeline.Outcome first = pipeline.run(network, recipe, kept, this::phase);
        calls.clear();
        kept.finished.remove(1);
        kept.changes.remove("1.0");

        RecipePipeline.Outcome second = pipeline.run(network, recipe, kept, this::phase);

        assertEquals("phase Step 2 of 2: wanda", calls.get(0));
        Layer fc = layer("fc");
        assertTrue(
                first.network().weight(fc.weight()).sameBits(second.network().weight(fc.weight())));
        assertEquals(first.steps(), second.steps());
    }

    @Test
    void thePartsAheadAreThoseOfUnfinishedSteps() {
        List<Part> parts = pipeline.parts(network, recipe, kept);
        assertEquals(
                List.of("Step 1 of 2: magnitude", "Step 2 of 2: wanda"),
                parts.stream().map(Part::name).toList());
        assertEquals(List.of(Kind.NONE, Kind.NORMS), parts.stream().map(Part::statistics).toList());
        assertEquals(
                List.of(16, 16),
                parts.stream().map(part -> part.blocks().getFirst().layers().size()).toList());
        pipeline.run(network, recipe, kept, this::phase);
        assertEquals(List.of(), pipeline.parts(network, recipe, kept));
    }

    @Test
    void aLayerThatTheModelHasNotIsRefused() {
        Recipe stranger =
                new RecipeReader(Methods.CATALOG).read(TWO_STEPS.replace("fc: 0.25", "fd: 0.25"));

        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () -> pipeline.run(network, stranger, kept, this::phase));
        assertTrue(refused.getMessage().contains("Did you mean fc"), refused.getMessage());
    }

    @Test
    void aWeightThatALayerLeftOutAlsoUsesStaysAsItIs() {
        Network tied =
                Networks.builder()
                        .input("x", DType.FLOAT32, "batch", 4)
                        .weight("shared", Networks.random(1, 4, 4))
                        .weight("own", Networks.random(2, 4, 4))
                        .node("MatMul", List.of("x", "shared"), "h")
                        .node("MatMul", List.of("h", "shared"), "i")
                        .node("MatMul", List.of("i", "own"), "y")
                        .output("y", DType.FLOAT32, "batch", 4)
                        .build();
        List<String> names = Layers.of(tied).stream().map(l -> l.id().name()).toList();
        Recipe half =
                new RecipeReader(Methods.CATALOG)
                        .read(
                                """
                                espalier: 1
                                steps:
                                  - prune: {method: wanda, sparsity: 0.5, exclude: [%s]}
                                """
                                        .formatted(names.get(1)));

        RecipePipeline.Outcome outcome = pipeline.run(tied, half, kept, this::phase);

        assertTrue(outcome.network().weight("shared").sameBits(tied.weight("shared")));
        assertFalse(outcome.network().weight("own").sameBits(tied.weight("own")));
        CompressionResult.LayerOutcome spared = outcome.steps().get(0).get(1);
        assertEquals(names.get(0), spared.layer().name());
        assertEquals(0, spared.sparsity());
        assertEquals(
                "Left as it is: it shares its weight with %s, which this step leaves out."
                        .formatted(names.get(1)),
                spared.note());
    }

    /** Tells what it is asked. */
    private final class Told implements RecipePipeline.Calibration {
        @Override
        public Network stream(
                Network current, List<Block> blocks, Kind kind, BlockWork work, Progress progress) {
            return RecipePipelineTest.this.stream(current, blocks, kind, work, progress);
        }

        @Override
        public List<Influence> influences(
                Network current, List<Block> blocks, List<Span> spans, Progress progress) {
            throw new AssertionError("no step drops blocks");
        }
    }

    private Network stream(
            Network current, List<Block> blocks, Kind kind, BlockWork work, Progress progress) {
        Network changed = current;
        for (Block block : blocks) {
            Map<LayerId, LayerStatistics> statistics = new HashMap<>();
            for (Layer layer : work.watched(block)) {
                statistics.put(layer.id(), new LayerStatistics(7, new double[0], List.of()));
                calls.add(
                        "%s of %s at %s"
                                .formatted(
                                        kind,
                                        List.of(layer.id()),
                                        changed.weight(layer.weight()).floatAt(3)));
            }
            changed = work.change(changed, block, statistics, progress);
        }
        return changed;
    }

    private Progress phase(String name) {
        calls.add("phase " + name);
        return Progress.NONE;
    }

    private Layer layer(String name) {
        return Layers.of(network).stream()
                .filter(l -> l.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final class Kept implements Checkpoints {
        private final Map<String, BlockChange> changes = new HashMap<>();
        private final Set<Integer> finished = new HashSet<>();

        @Override
        public boolean isFinished(int step) {
            return finished.contains(step);
        }

        @Override
        public void finish(int step) {
            finished.add(step);
        }

        @Override
        public OfStep of(int step) {
            return new OfStep() {
                @Override
                public Optional<BlockChange> load(int block) {
                    return Optional.ofNullable(changes.get(step + "." + block));
                }

                @Override
                public BlockChange keep(int block, BlockChange change) {
                    changes.put(step + "." + block, change);
                    return change;
                }
            };
        }
    }
}
