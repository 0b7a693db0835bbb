package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.OwlSchedule;
import org.espalier.engine.EngineChoice;
import org.espalier.project.Autosave;
import org.espalier.report.BlockFigure.Colour;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.tune.BlocksViewModel.Pick;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Layers are numbered block by block, four to a block: q, o, up and down; the head is last. */
class BlocksViewModelTest {
    private final Texts texts = new Texts();
    private final ProjectViewModel project = new ProjectViewModel(texts);
    private TuneViewModel tune = open(SampleStudy.deep(12));
    private BlocksViewModel blocks = tune.blocks();

    private TuneViewModel open(Study study) {
        FakeWorkbench bench = FakeWorkbench.of(study);
        Background background = new Background(Runnable::run, Runnable::run);
        JobsViewModel jobs = new JobsViewModel(bench.jobs(), background.screen(), texts);
        ScanJobs scans = new ScanJobs(jobs, Path.of("target/work"), () -> EngineChoice.AUTO, texts);
        project.open(FakeWorkbench.document(study, new Autosave(Runnable::run, Assertions::fail)));
        TuneViewModel opened =
                new TuneViewModel(bench.methods(), scans, project, background, texts);
        opened.open(study);
        return opened;
    }

    private void show(Study study) {
        tune = open(study);
        blocks = tune.blocks();
    }

    private Set<Integer> selected() {
        return tune.selection().all();
    }

    @Test
    void deepModelsAreShownByBlockAtFirst() {
        assertTrue(blocks.shown().get());
        show(SampleStudy.deep(11));
        assertTrue(blocks.offered().get());
        assertFalse(blocks.shown().get());
        blocks.toggle();
        assertTrue(blocks.shown().get());
    }

    @Test
    void otherDataLeavesTheViewThatWasChosen() {
        blocks.show(false);
        tune.open(tune.study().withData(null));
        assertFalse(blocks.shown().get());
    }

    @Test
    void modelsWithoutRepeatedBlocksHaveNone() {
        show(SampleStudy.small());
        assertFalse(blocks.offered().get());
        assertNull(blocks.figure().get());
        blocks.toggle();
        assertFalse(blocks.shown().get());
    }

    @Test
    void cellsRowsAndColumnsAreSelected() {
        blocks.pick(new Cell(1, 3), Pick.ALONE);
        assertEquals(13, tune.selected().get());
        assertEquals(Set.of(13), selected());
        blocks.pick(new Cell(2, 4), Pick.EXTEND);
        assertEquals(Set.of(13, 14, 17, 18), selected());
        assertEquals(18, tune.selected().get());
        blocks.pick(new Cell(0, 0), Pick.ADD);
        assertEquals(Set.of(0, 13, 14, 17, 18), selected());
        blocks.pick(new Cell(0, 0), Pick.ADD);
        assertEquals(Set.of(13, 14, 17, 18), selected());
        assertEquals(new Cell(0, 0), blocks.cursor(), "stays where it was taken out");

        blocks.pickColumn(2, Pick.ALONE);
        assertEquals(Set.of(8, 9, 10, 11), selected());
        blocks.pickColumn(3, Pick.EXTEND);
        assertEquals(8, selected().size());
        blocks.pickRow(0, Pick.ADD);
        assertEquals(8 + 10, selected().size());
        blocks.pickRow(1, Pick.ALONE);
        assertEquals(12, selected().size());
        blocks.pickRow(3, Pick.EXTEND);
        assertEquals(36, selected().size());
        assertTrue(selected().contains(47) && !selected().contains(44));
    }

    @Test
    void selectionGrowsToWholeRowsAndColumns() {
        blocks.pick(new Cell(1, 3), Pick.ALONE);
        blocks.wholeRows();
        assertEquals(12, selected().size());
        assertEquals(13, tune.selected().get());
        blocks.wholeColumns();
        assertEquals(48, selected().size());
        blocks.pick(new Cell(0, 0), Pick.ALONE);
        blocks.selectAll();
        assertEquals(48, selected().size());
        blocks.selectOutside();
        assertEquals(Set.of(48), selected());
    }

    @Test
    void aRowIsSetInOneStep() {
        tune.reset();
        blocks.pickRow(3, Pick.ALONE);
        tune.setSelected(0.4);
        blocks.pickColumn(0, Pick.ALONE);
        tune.setSelected(0.6);
        assertEquals(0.6, tune.sparsity(3));
        assertEquals(0.4, tune.sparsity(7));
        project.undo();
        assertEquals(0.4, tune.sparsity(3));
        project.undo();
        assertEquals(0, tune.sparsity(7));
    }

    @Test
    void theCursorFollowsASelectionMadeElsewhere() {
        tune.select(14);
        assertEquals(new Cell(2, 3), blocks.cursor());
        tune.select(48);
        assertEquals(new Cell(2, 3), blocks.cursor(), "the head is in no block");
        blocks.point(new Cell(3, 5));
        tune.setSparsity(48, 0.2);
        assertEquals(new Cell(3, 5), blocks.cursor());
    }

    @Test
    void theLayerWithMostWeightsIsSelectedFirstButNoHead() {
        assertEquals(2, tune.selected().get());
    }

    @Test
    void aProposalIsShownAsSparsity() {
        assertEquals(new Colour.Damage(0.5), blocks.colour());
        tune.proposals().propose(tune.proposals().presets().getFirst(), 0.5);
        assertEquals(new Colour.Sparsity(), blocks.colour());
        blocks.colour(new Colour.Damage(0.7));
        tune.proposals().refresh();
        assertEquals(new Colour.Damage(0.7), blocks.colour(), "the user's choice stays");
    }

    @Test
    void aPresetMakesAllBlocksAlike() {
        tune.proposals().propose(tune.proposals().byBlock(), 0.5);
        tune.proposals().apply();
        for (int block = 0; block < 12; block++) {
            double sum = 0;
            for (int kind = 0; kind < 4; kind++) {
                sum += tune.sparsity(4 * block + kind) * (kind < 2 ? 1 : 2);
            }
            assertEquals(0.5, sum / 6, 0.02, "block " + block);
        }
    }

    @Test
    void owlLeavesBlocksDenserInWhichMoreWeightsStandOut() {
        assertEquals("", tune.proposals().whyNoOwl().get());
        tune.proposals().propose(tune.proposals().owl(), 0.5);
        tune.proposals().apply();
        TreeSet<Double> shares = new TreeSet<>();
        for (int block = 0; block < 12; block++) {
            for (int kind = 1; kind < 4; kind++) {
                double first = tune.sparsity(4 * block);
                assertEquals(first, tune.sparsity(4 * block + kind), 1.0 / 16, "block " + block);
            }
            shares.add(tune.sparsity(4 * block + 3));
        }
        double range = shares.last() - shares.first();
        assertEquals(2 * OwlSchedule.LAMBDA, range, 1.0 / 16);
        assertEquals("50.0 %", tune.tiles().get().getFirst().value());
        assertEquals(0, tune.sparsity(48), "the head stays dense");
    }

    @Test
    void owlSaysWhatItLacks() {
        tune.open(tune.study().withData(null));
        assertTrue(tune.proposals().whyNoOwl().get().contains("needs data"));
        show(SampleStudy.small());
        assertTrue(tune.proposals().whyNoOwl().get().contains("no blocks repeat"));
    }

    @Test
    void wordsNameTheLayerItsSparsityAndItsDamage() {
        tune.setSparsity(14, 0.3);
        blocks.pick(new Cell(2, 3), Pick.ALONE);
        String said = blocks.describe(new Cell(2, 3));
        assertTrue(said.startsWith("model.layers.3.mlp.up_proj at 30 %: output error "), said);
        assertTrue(said.contains("\nmodel.layers.3.mlp.up_proj at 50 %: output error "), said);
        blocks.colour(new Colour.Sparsity());
        assertFalse(blocks.describe(new Cell(2, 3)).contains("\n"));
        assertTrue(blocks.describeCursor().startsWith("up_proj in block 3: model.layers.3"));
        assertTrue(blocks.describeCursor().endsWith(" 1 layer selected"), blocks.describeCursor());
        assertEquals("q_proj in 12 blocks: click to select", blocks.describeRow(0));
        assertEquals("Block 4, 4 layers: click to select", blocks.describeColumn(4));
        assertEquals("and 1 layer outside the blocks", blocks.describeOutside());
        assertEquals("lm_head", blocks.outside());
    }

    @Test
    void levelsAreThoseOfTheScan() {
        assertEquals(Sensitivities.SPARSITIES, blocks.levels());
    }
}
