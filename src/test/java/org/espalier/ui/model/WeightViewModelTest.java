package org.espalier.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.report.MatrixWindow;
import org.espalier.report.WeightMode;
import org.espalier.report.WeightTile;
import org.espalier.ui.Background;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class WeightViewModelTest {
    private final ModelViewModel model =
            new ModelViewModel(
                    new Background(Runnable::run, Runnable::run),
                    path -> path.endsWith("wide") ? SampleStudy.wide(2) : SampleStudy.small(),
                    Plans.none(),
                    new Texts());
    private final WeightViewModel weights = model.weights();

    WeightViewModelTest() {
        model.open(SampleStudy.small());
        weights.resize(292, 292);
    }

    private WeightViewModel.Picture picture() {
        WeightViewModel.Picture picture = weights.picture().get();
        assertNotNull(picture);
        return picture;
    }

    @Test
    void showsTheWholeMatrixOfTheSelectedLayer() {
        assertEquals(MatrixWindow.whole(64, 576), weights.window().get());
        assertEquals(MatrixWindow.whole(64, 576), picture().tile().covered());
        assertEquals(288, picture().tile().columns());
    }

    @Test
    void zoomingInBringsFinerCells() {
        weights.zoom(8, 0, 0);
        assertEquals(new MatrixWindow(0, 0, 8, 72), weights.window().get());
        assertEquals(72, picture().tile().columns());
        weights.move(1, 0);
        assertEquals(72, weights.window().get().left());
        weights.fit();
        assertEquals(MatrixWindow.whole(64, 576), weights.window().get());
    }

    @Test
    void readsTheExactWeightUnderThePointer() {
        LayerRow row = model.selected().get();
        assertNotNull(row);
        var tensor = SampleStudy.small().network().weight(row.layer().weight());
        String text = weights.exact(0.5, 0.999);
        assertEquals("row 63, column 288: " + tensor.doubleAt(63 * 576 + 288), text);
    }

    @Test
    void differenceToTheSameModelIsNothing() {
        weights.compareWith(Path.of("same"));
        assertEquals(WeightMode.DIFFERENCE, weights.mode().get());
        assertEquals("", weights.problem().get());
        for (float mean : picture().tile().means()) {
            assertEquals(0, mean);
        }
    }

    @Test
    void saysThatALayerHasNoCounterpart() {
        weights.compareWith(Path.of("wide"));
        assertTrue(weights.problem().get().contains("stage3.0.conv2"), weights.problem().get());
    }

    @Test
    void marksGroupsThatBreakThePattern() {
        weights.mode().set(WeightMode.VIOLATIONS);
        assertEquals(1, picture().tile().means()[0]);
        assertEquals("no (0 % of groups)", fact("Fits 2:4"));
    }

    @Test
    void withoutAScheduleTheMaskMarksZeros() {
        assertNull(picture().over());
        weights.masked().set(true);
        WeightTile over = picture().over();
        assertNotNull(over);
        for (float mean : over.means()) {
            assertEquals(0, mean);
        }
        assertEquals("Marked: zeros. The schedule leaves this layer as it is.", words());
        weights.mode().set(WeightMode.MASK);
        assertNull(picture().over(), "the mask is not marked over itself");
    }

    private String words() {
        return model.describeMask();
    }

    private String fact(String label) {
        LayerRow row = model.selected().get();
        assertNotNull(row);
        return model.facts(row).stream()
                .filter(fact -> fact.label().equals(label))
                .findFirst()
                .map(ModelViewModel.Fact::value)
                .orElseThrow();
    }
}
