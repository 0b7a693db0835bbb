package org.espalier.report.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.WholeFile;
import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.report.Shape;
import org.espalier.report.Shape.Box;
import org.espalier.report.SvgPainter;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class GraphFigureTest {
    private static final Camera PLAIN = new Camera(1, 0, 0);

    private static GraphFigure figure() {
        GraphLayout layout = LayeredLayout.of(Boxes.residual(2), () -> false);
        return new GraphFigure(
                layout, "zeros", Map.of("stage.0.conv1", 0.1, "fc", 0.9), "stage.0.conv1");
    }

    /** To accept a change, look at the file under target/figures and copy it over. */
    @Test
    void looksRight() throws IOException {
        GraphFigure graph = figure();
        GraphLayout layout = graph.layout();
        Figure figure = graph.figure(layout.width(), layout.height(), PLAIN, Palette.LIGHT);
        String svg = SvgPainter.paint(figure, Palette.LIGHT);
        WholeFile.writeString(Path.of("target/figures/graph.svg"), svg);
        assertEquals(Files.readString(Path.of("src/test/resources/figures/graph.svg")), svg);
    }

    @Test
    void paintsOnlyWhatIsSeen() {
        Figure figure = figure().figure(300, 40, PLAIN, Palette.LIGHT);
        long boxes = figure.shapes().stream().filter(Shape.Rect.class::isInstance).count();
        assertEquals(1, boxes);
    }

    @Test
    void listsBoxesWithWhatFeedsThem() {
        String csv = figure().figure(10, 10, PLAIN, Palette.LIGHT).data().csv();
        assertTrue(csv.contains("conv1,stage.0.conv1,image,0.1\r\n"), csv);
        assertTrue(csv.contains("add,,image stage.0.conv2,\r\n"), csv);
    }

    @Test
    void zoomKeepsThePlaceUnderThePointer() {
        Camera camera = new Camera(0.8, 12, -30);
        Shape.Point before = camera.under(50, 70);
        Shape.Point after = camera.zoomed(1.5, 50, 70).under(50, 70);
        assertEquals(before.x(), after.x(), 1e-9);
        assertEquals(before.y(), after.y(), 1e-9);
    }

    @Test
    void movesAsLittleAsNeededToShowABox() {
        Box box = new Box(20, 500, 100, 30);
        Camera moved = PLAIN.showing(box, 300, 400);
        assertEquals(new Camera(1, 0, -170), moved);
        assertEquals(moved, moved.showing(box, 300, 400));
    }
}
