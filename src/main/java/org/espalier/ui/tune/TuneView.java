package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.analyze.Preset;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.SideBar;

/** Tiles, the heatmap with the schedule, and the inspector of the selected layer. */
public final class TuneView extends HBox {
    private static final double[] BUDGETS = {0.5, 0.6, 0.7, 0.8};

    private final TuneViewModel tune;
    private final Texts texts;

    /** A view of this schedule. */
    public TuneView(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        this.tune = tune;
        this.texts = texts;
        getStyleClass().add("screen");
        VBox card = new VBox(new ScheduleView(tune, palette, texts), hint());
        card.getStyleClass().add("card");
        VBox.setVgrow(card.getChildren().getFirst(), Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox left = new VBox(12, new TileRow(tune.tiles()), toolbar(), card);
        left.getStyleClass().add("main-column");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().setAll(left, new SideBar(new ScheduleInspector(tune, palette, texts)));
    }

    private Node toolbar() {
        Label title = new Label(texts.get("tune.title"));
        title.getStyleClass().add("section-title");
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        HBox bar = new HBox(12, title, methods(), spacer, presets(), depth());
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node methods() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        for (PruningMethod method : tune.methods()) {
            ToggleButton button = new ToggleButton(method.facts().title());
            button.setId("method-" + method.key());
            String tip = method.facts().summary() + "\n" + method.facts().source();
            button.setTooltip(new Tooltip(tip));
            button.setAccessibleText(method.facts().title());
            button.setSelected(tune.method().get() == method);
            button.setToggleGroup(group);
            button.setOnAction(e -> choose(button, method));
            tune.method().subscribe(now -> button.setSelected(now == method));
            box.getChildren().add(button);
        }
        return segmented(box);
    }

    private void choose(ToggleButton button, PruningMethod method) {
        button.setSelected(true);
        tune.method().set(method);
    }

    private Node depth() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton instant = depth("tune.instant", "instant", group);
        ToggleButton measured = depth("tune.measured", "measured", group);
        instant.setSelected(true);
        instant.setOnAction(e -> depth(instant, false));
        measured.setOnAction(e -> depth(measured, true));
        tune.figure().subscribe(shown -> measured.setText(tune.measuredCaption()));
        return segmented(new HBox(instant, measured));
    }

    private ToggleButton depth(String key, String id, ToggleGroup group) {
        ToggleButton button = new ToggleButton(texts.get(key));
        button.setId("depth-" + id);
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.setToggleGroup(group);
        return button;
    }

    private void depth(ToggleButton button, boolean measured) {
        button.setSelected(true);
        tune.showMeasured(measured);
    }

    private static Node segmented(HBox box) {
        box.getStyleClass().add("segments");
        int last = box.getChildren().size() - 1;
        for (int i = 0; i <= last; i++) {
            String place =
                    last == 0
                            ? "only"
                            : i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill";
            box.getChildren().get(i).getStyleClass().add(place);
            ((Region) box.getChildren().get(i)).setMinWidth(USE_PREF_SIZE);
        }
        return box;
    }

    private MenuButton presets() {
        MenuButton menu = new MenuButton(texts.get("tune.preset"));
        menu.setId("preset");
        menu.setTooltip(new Tooltip(texts.get("tune.preset.tooltip")));
        menu.setMinWidth(USE_PREF_SIZE);
        for (Preset preset : tune.presets()) {
            for (double budget : BUDGETS) {
                menu.getItems().add(item(preset, budget));
            }
            menu.getItems().add(custom(preset));
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems().removeLast();
        return menu;
    }

    private MenuItem item(Preset preset, double budget) {
        String share = Numbers.wholePercent(budget);
        MenuItem item = new MenuItem(texts.get("tune.preset.item", preset.title(), share));
        item.setId("preset-" + preset.key() + "-" + Math.round(budget * 100));
        item.setOnAction(e -> tune.propose(preset, budget));
        return item;
    }

    private MenuItem custom(Preset preset) {
        MenuItem item = new MenuItem(texts.get("tune.preset.custom", preset.title()));
        item.setOnAction(e -> ask(preset));
        return item;
    }

    private void ask(Preset preset) {
        TextInputDialog dialog = new TextInputDialog("65");
        dialog.initOwner(getScene().getWindow());
        dialog.setHeaderText(texts.get("tune.preset.ask", preset.title()));
        dialog.setTitle(preset.title());
        dialog.showAndWait()
                .flatMap(Percent::parse)
                .ifPresent(share -> tune.propose(preset, share));
    }

    private Node hint() {
        Label hint = new Label(texts.get("tune.hint"));
        hint.getStyleClass().add("caption");
        hint.setWrapText(true);
        Label note = new Label();
        note.setId("tune-note");
        note.textProperty().bind(tune.note());
        note.getStyleClass().add("warning");
        note.setWrapText(true);
        note.visibleProperty().bind(tune.note().isNotEmpty());
        note.managedProperty().bind(tune.note().isNotEmpty());
        return new VBox(4, hint, note);
    }
}
