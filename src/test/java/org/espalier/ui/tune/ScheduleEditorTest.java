package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Schedule;
import org.espalier.model.LayerId;
import org.espalier.project.Autosave;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.util.List;

class ScheduleEditorTest {
    private final ProjectViewModel project = new ProjectViewModel(new Texts());
    private final ScheduleEditor editor = new ScheduleEditor(project);

    ScheduleEditorTest() {
        Autosave autosave = new Autosave(Runnable::run, Assertions::fail);
        project.open(FakeWorkbench.document(SampleStudy.small(), autosave));
        editor.open(SampleStudy.small().layers());
    }

    @Test
    void startsDense() {
        assertArrayEquals(new double[8], editor.line());
        assertEquals(0, editor.pruned().entries().size());
    }

    @Test
    void setsOneLayerWithinWhatIsPossible() {
        editor.set(2, 0.5);
        editor.set(3, 1.7);
        editor.set(4, -1);
        assertArrayEquals(new double[] {0, 0, 0.5, 0.99, 0, 0, 0, 0}, editor.line());
    }

    @Test
    void rangeMovesFromWhereItWasAndSparesLockedLayers() {
        editor.set(1, 0.2);
        editor.set(2, 0.3);
        editor.toggleLock(2);
        Schedule before = editor.schedule().get();
        editor.move(before, List.of(1, 2, 3), 3, 0.4);
        editor.move(before, List.of(1, 2, 3), 3, 0.1);
        assertArrayEquals(new double[] {0, 0.3, 0.3, 0.1, 0, 0, 0, 0}, editor.line(), 1e-9);
    }

    @Test
    void lockIsKeptWhenTheLayerIsSet() {
        editor.toggleLock(5);
        editor.set(5, 0.4);
        assertTrue(editor.locks()[5]);
        editor.toggleLock(5);
        assertEquals(0.4, editor.sparsity(5));
    }

    @Test
    void onlyPrunedLayersGoIntoARecipe() {
        editor.set(7, 0.3);
        assertEquals(List.of(new LayerId("fc")), List.copyOf(editor.pruned().entries().keySet()));
    }
}
