package org.espalier.ui.tour;

import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;

import java.util.List;

/**
 * A card that goes from place to place and says what can be done there. The window stays in use
 * meanwhile: what the card speaks of is framed, never covered, and can be tried. Enter leads on,
 * Escape ends the tour.
 */
public final class Tour extends Pane {
    private final List<TourStep> steps;
    private final Texts texts;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Label count = new Label();
    private final Button next = new Button();
    private final Button leave = new Button();
    private final VBox card = new VBox();
    private final Region frame = new Region();
    private final EventHandler<KeyEvent> keys = this::key;
    private int step;

    /** A tour of these steps, not shown. */
    public Tour(List<TourStep> steps, Texts texts) {
        this.steps = List.copyOf(steps);
        this.texts = texts;
        setVisible(false);
        setPickOnBounds(false);
        frame.getStyleClass().add("tour-frame");
        frame.setMouseTransparent(true);
        frame.setManaged(false);
        card.setId("tour");
        card.getStyleClass().addAll("sheet-card", "tour-card");
        title.getStyleClass().add("section-title");
        text.setWrapText(true);
        count.getStyleClass().add("caption");
        card.getChildren().setAll(title, text, buttons());
        getChildren().setAll(frame, card);
    }

    private HBox buttons() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        leave.setText(texts.get("tour.leave"));
        leave.setId("tour-leave");
        leave.setOnAction(e -> leave());
        next.setId("tour-next");
        next.getStyleClass().add("accent");
        next.setOnAction(e -> next());
        HBox row = new HBox(8, count, spacer, leave, next);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Starts at the first step. */
    public void start() {
        if (!isVisible()) {
            getScene().addEventFilter(KeyEvent.KEY_PRESSED, keys);
        }
        setVisible(true);
        go(0);
    }

    private void next() {
        if (step + 1 < steps.size()) {
            go(step + 1);
        } else {
            leave();
        }
    }

    private void leave() {
        setVisible(false);
        getScene().removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    }

    private void key(KeyEvent event) {
        Node focus = getScene().getFocusOwner();
        boolean ownEnter = focus == leave || focus instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && !ownEnter) {
            next();
            event.consume();
        }
    }

    private void go(int to) {
        step = to;
        TourStep now = steps.get(to);
        now.enter().run();
        title.setText(texts.get(now.key() + ".title"));
        text.setText(texts.get(now.key()));
        card.setAccessibleText(title.getText() + ". " + text.getText());
        count.setText(texts.get("tour.count", to + 1, steps.size()));
        next.setText(texts.get(to + 1 < steps.size() ? "tour.next" : "tour.end"));
        // The screen just entered has its size after the next layout.
        Platform.runLater(next::requestFocus);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Scene scene = getScene();
        Node target = scene == null ? null : scene.lookup(steps.get(step).target());
        if (isVisible() && target != null) {
            place(sceneToLocal(target.localToScene(target.getLayoutBounds())));
        }
    }

    private void place(Bounds target) {
        frame.resizeRelocate(
                target.getMinX() - 3,
                target.getMinY() - 3,
                target.getWidth() + 6,
                target.getHeight() + 6);
        Dimension2D size = new Dimension2D(card.getWidth(), card.getHeight());
        Point2D corner = CardPlace.beside(target, size, new Dimension2D(getWidth(), getHeight()));
        card.relocate(corner.getX(), corner.getY());
    }
}
