package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

import org.espalier.report.Palette;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;
import org.espalier.report.graph.Camera;
import org.espalier.report.graph.GraphBox;
import org.espalier.report.graph.GraphFigure;
import org.espalier.report.graph.GraphLayout;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.stream.IntStream;

/** The graph on the screen: wheel zooms, drag moves, arrows go along the lines. */
final class GraphView extends BorderPane {
    private static final double STEP = 1.2;
    private static final double CLICK = 3;

    private final GraphViewModel model;
    private final Texts texts;
    private final FigureView picture;
    private GraphFigure figure;
    private Camera camera = new Camera(1, 0, 0);
    private boolean placed;
    private boolean moved;
    private @Nullable Point pressed;
    private double travelled;

    GraphView(GraphViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        picture = new FigureView(palette, texts);
        figure = model.figure();
        setId("graph");
        getStyleClass().add("graph-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("model.graph"));
        setMinSize(0, 0);
        picture.setId("graph-picture");
        setCenter(picture);
        setBottom(buttons());
        listen();
        model.layout().subscribe(this::place);
        model.metric().subscribe(this::draw);
        model.known().subscribe(this::draw);
        model.selected().subscribe(this::reveal);
    }

    private HBox buttons() {
        HBox box =
                new HBox(
                        4,
                        button("fold", Feather.LAYERS, model::toggleFolds),
                        button("out", Feather.MINUS, () -> zoomMiddle(1 / STEP)),
                        button("in", Feather.PLUS, () -> zoomMiddle(STEP)),
                        button("fit", Feather.MAXIMIZE_2, this::fit));
        box.getStyleClass().add("graph-buttons");
        return box;
    }

    private Button button(String name, Feather icon, Runnable action) {
        Button button = new Button("", Icons.of(icon, 13));
        String text = texts.get("model.graph." + name);
        button.setId("graph-" + name);
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.getStyleClass().add("map-button");
        button.setOnAction(e -> action.run());
        return button;
    }

    private void listen() {
        picture.setOnMousePressed(this::press);
        picture.setOnMouseDragged(this::drag);
        picture.setOnMouseReleased(this::release);
        picture.setOnScroll(this::scroll);
        setOnKeyPressed(this::key);
        picture.widthProperty().subscribe(this::follow);
        picture.heightProperty().subscribe(this::follow);
    }

    private void place(GraphLayout layout) {
        placed = false;
        moved = false;
        follow();
    }

    /**
     * The camera can be placed when both the layout and the size of the view are known; it follows
     * the size until the user moves it.
     */
    private void follow() {
        GraphLayout layout = model.layout().get();
        boolean sized = picture.getWidth() > 0 && picture.getHeight() > 0;
        if (!moved && sized && !layout.places().isEmpty()) {
            camera = Camera.top(layout, picture.getWidth());
            placed = true;
            reveal(model.selected().get());
        }
        draw();
    }

    private void reveal(@Nullable GraphBox box) {
        int at = box == null ? -1 : model.layout().get().graph().boxes().indexOf(box);
        if (box != null && at >= 0 && placed) {
            Box place = model.layout().get().places().get(at);
            camera = camera.showing(place, picture.getWidth(), picture.getHeight());
            setAccessibleText(model.describe(box));
        }
        draw();
    }

    private void draw() {
        figure = model.figure();
        repaint();
    }

    private void repaint() {
        picture.show((width, height, palette) -> figure.figure(width, height, camera, palette));
    }

    private void fit() {
        moved = true;
        camera = Camera.whole(model.layout().get(), picture.getWidth(), picture.getHeight());
        repaint();
    }

    private void zoomMiddle(double factor) {
        zoom(factor, picture.getWidth() / 2, picture.getHeight() / 2);
    }

    private void zoom(double factor, double x, double y) {
        moved = true;
        camera = camera.zoomed(factor, x, y);
        repaint();
    }

    private void scroll(ScrollEvent event) {
        zoom(Math.pow(STEP, Math.signum(event.getDeltaY())), event.getX(), event.getY());
        event.consume();
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressed = new Point(event.getX(), event.getY());
        travelled = 0;
    }

    private void drag(MouseEvent event) {
        Point from = pressed;
        if (from != null) {
            travelled += Math.hypot(event.getX() - from.x(), event.getY() - from.y());
            moved = true;
            camera = camera.moved(event.getX() - from.x(), event.getY() - from.y());
            pressed = new Point(event.getX(), event.getY());
            repaint();
        }
    }

    private void release(MouseEvent event) {
        GraphBox box = box(event);
        if (travelled < CLICK && box != null && event.getButton() == MouseButton.PRIMARY) {
            model.select(box);
            model.unfold(box);
        }
        pressed = null;
    }

    private @Nullable GraphBox box(MouseEvent event) {
        GraphLayout layout = model.layout().get();
        Point at = camera.under(event.getX(), event.getY());
        return IntStream.range(0, layout.places().size())
                .filter(i -> layout.places().get(i).contains(at.x(), at.y()))
                .mapToObj(layout.graph().boxes()::get)
                .findFirst()
                .orElse(null);
    }

    private void key(KeyEvent event) {
        GraphBox box = model.selected().get();
        switch (event.getCode()) {
            case UP -> model.move(GraphViewModel.Way.UP);
            case DOWN -> model.move(GraphViewModel.Way.DOWN);
            case LEFT -> model.move(GraphViewModel.Way.LEFT);
            case RIGHT -> model.move(GraphViewModel.Way.RIGHT);
            case PLUS, EQUALS, ADD -> zoomMiddle(STEP);
            case MINUS, SUBTRACT -> zoomMiddle(1 / STEP);
            case DIGIT0, NUMPAD0 -> fit();
            case ENTER, SPACE -> {
                if (box != null) {
                    model.unfold(box);
                }
            }
            case BACK_SPACE -> {
                if (box != null) {
                    model.fold(box);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }
}
