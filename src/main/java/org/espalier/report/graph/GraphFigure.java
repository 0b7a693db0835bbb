package org.espalier.report.graph;

import org.espalier.report.DataTable;
import org.espalier.report.Figure;
import org.espalier.report.Ink;
import org.espalier.report.Palette;
import org.espalier.report.Shape;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Stroke;
import org.espalier.report.Shape.Style;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network as boxes and lines, coloured by a number of each box.
 *
 * @param title what the colour stands for
 * @param shares from 0 to 1 by box id; boxes without one are plain
 * @param selected id of the box that is outlined
 */
public record GraphFigure(
        GraphLayout layout, String title, Map<String, Double> shares, @Nullable String selected) {
    private static final double TEXT = 12;
    private static final double LEAST_TEXT = 5;
    private static final double RADIUS = 5;
    private static final double PLAIN = 0.5;
    private static final double LETTER = 0.56;

    /** Paints what the camera sees of it. */
    public Figure figure(double width, double height, Camera camera, Palette palette) {
        Canvas canvas =
                new Canvas(new Box(0, 0, width, height), camera, palette, new ArrayList<>());
        layout.lines().forEach(canvas::line);
        for (int i = 0; i < layout.places().size(); i++) {
            box(canvas, i);
        }
        return new Figure(title, width, height, List.copyOf(canvas.shapes()), this::data);
    }

    private void box(Canvas canvas, int i) {
        Box place = canvas.camera().at(layout.places().get(i));
        if (!canvas.sees(place)) {
            return;
        }
        GraphBox box = layout.graph().boxes().get(i);
        Double share = shares.get(box.id());
        Palette palette = canvas.palette();
        Ink fill = share == null ? palette.empty().withOpacity(PLAIN) : palette.damage().at(share);
        boolean chosen = box.id().equals(selected);
        Stroke edge = Stroke.solid(chosen ? palette.accent() : palette.base(), chosen ? 2.5 : 1);
        double radius = RADIUS * canvas.camera().zoom();
        if (box.kind().folded()) {
            canvas.pile(place, radius, fill, Stroke.solid(palette.base(), 1));
        }
        canvas.shapes().add(new Shape.Rect(place, radius, fill, edge));
        canvas.text(place, box.label(), fill.readable());
    }

    /** What is painted on, and the shapes so far. */
    private record Canvas(Box view, Camera camera, Palette palette, List<Shape> shapes) {
        boolean sees(Box box) {
            return box.right() >= 0
                    && box.x() <= view.width()
                    && box.bottom() >= 0
                    && box.y() <= view.height();
        }

        void line(List<Point> line) {
            List<Point> points = line.stream().map(camera::at).toList();
            double top = points.stream().mapToDouble(Point::y).min().orElse(0);
            double bottom = points.stream().mapToDouble(Point::y).max().orElse(0);
            if (bottom >= 0 && top <= view.height()) {
                shapes.add(new Shape.Polyline(points, Stroke.solid(palette.base(), 1.2)));
            }
        }

        void pile(Box place, double radius, Ink fill, Stroke edge) {
            for (int depth = 2; depth > 0; depth--) {
                double by = depth * 3 * camera.zoom();
                Box behind = new Box(place.x() + by, place.y() + by, place.width(), place.height());
                shapes.add(new Shape.Rect(behind, radius, fill, edge));
            }
        }

        void text(Box place, String label, Ink ink) {
            double size = TEXT * camera.zoom();
            if (size < LEAST_TEXT) {
                return;
            }
            int letters = (int) ((place.width() - 4) / (size * LETTER));
            String text =
                    label.length() <= letters
                            ? label
                            : label.substring(0, Math.max(1, letters - 1)) + "…";
            Point at =
                    new Point(
                            place.x() + place.width() / 2,
                            place.y() + place.height() / 2 + size * 0.36);
            shapes.add(new Shape.Text(at, text, new Style(size, false, Anchor.MIDDLE, ink)));
        }
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        List<GraphBox> boxes = layout.graph().boxes();
        for (int i = 0; i < boxes.size(); i++) {
            GraphBox box = boxes.get(i);
            Double share = shares.get(box.id());
            rows.add(
                    List.of(
                            box.label(),
                            String.join(" ", box.layers().stream().map(Object::toString).toList()),
                            sources(i),
                            share == null ? "" : Double.toString(share)));
        }
        return new DataTable(List.of("box", "layers", "from", title), rows);
    }

    private String sources(int box) {
        return String.join(
                " ",
                layout.graph().links().stream()
                        .filter(link -> link.to() == box)
                        .map(link -> layout.graph().boxes().get(link.from()).id())
                        .toList());
    }
}
