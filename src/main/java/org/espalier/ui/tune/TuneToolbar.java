package org.espalier.ui.tune;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.analyze.Preset;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;

import java.util.List;
import java.util.Locale;

/**
 * What the heatmap shows: measure, method, instant or measured; and the presets. In a narrow window
 * the presets and what is behind them stand in a second row.
 */
final class TuneToolbar extends VBox {
    private static final double GAP = 10;
    private static final double LINES = 8;

    private static final double[] BUDGETS = {0.5, 0.6, 0.7, 0.8};

    /** Width from which on the title has room, in sizes of its letters. */
    private static final double ROOM_FOR_TITLE = 66;

    private final TuneViewModel tune;
    private final Texts texts;
    private final HBox first = row();
    private final HBox second = row();

    TuneToolbar(TuneViewModel tune, Texts texts) {
        super(LINES);
        this.tune = tune;
        this.texts = texts;
        getStyleClass().add("tune-toolbar");
        setMinWidth(0);
        Label title = new Label(texts.get("tune.title"));
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> getWidth() > ROOM_FOR_TITLE * title.getFont().getSize(),
                                widthProperty(),
                                title.fontProperty()));
        title.managedProperty().bind(title.visibleProperty());
        HBox choices = row();
        choices.getChildren().setAll(view(), measures(), methods());
        choices.setMinWidth(USE_PREF_SIZE);
        HBox ends = row();
        ends.getChildren().setAll(presets(), depth());
        ends.setMinWidth(USE_PREF_SIZE);
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        first.getChildren().setAll(title, choices, spacer);
        getChildren().setAll(first, second);
        place(ends, true);
        BooleanBinding fits =
                Bindings.createBooleanBinding(
                        () -> getWidth() >= choices.getWidth() + ends.getWidth() + 2 * GAP,
                        widthProperty(),
                        choices.widthProperty(),
                        ends.widthProperty());
        fits.subscribe(enough -> place(ends, enough));
    }

    private static HBox row() {
        HBox row = new HBox(GAP);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void place(HBox ends, boolean together) {
        first.getChildren().remove(ends);
        second.getChildren().remove(ends);
        (together ? first : second).getChildren().add(ends);
        second.setVisible(!together);
        second.setManaged(!together);
    }

    // ---- by layer and by block

    private Node view() {
        BlocksViewModel blocks = tune.blocks();
        ToggleButton layers = choice("view-layers", "tune.view.layers", () -> blocks.show(false));
        ToggleButton byBlock = choice("view-blocks", "tune.view.blocks", () -> blocks.show(true));
        Tooltip why = new Tooltip();
        byBlock.setTooltip(why);
        blocks.offered()
                .subscribe(
                        can -> {
                            byBlock.setDisable(!can);
                            String tip = can ? "tune.view.blocks.tooltip" : "tune.view.blocks.why";
                            why.setText(texts.get(tip));
                            byBlock.setAccessibleHelp(texts.get(tip));
                        });
        blocks.shown()
                .subscribe(
                        shown -> {
                            layers.setSelected(!shown);
                            byBlock.setSelected(shown);
                        });
        return pair(layers, byBlock, why);
    }

    // ---- measures

    /** A disabled button tells nothing to the mouse, so its place has the tooltip. */
    private Node measures() {
        HBox box = new HBox();
        for (int i = 0; i < 3; i++) {
            ToggleButton button = new ToggleButton();
            StackPane place = new StackPane(button);
            Tooltip tooltip = new Tooltip();
            Tooltip.install(place, tooltip);
            button.setTooltip(tooltip);
            int index = i;
            tune.figure().subscribe(shown -> follow(button, tooltip, index));
            box.getChildren().add(place);
            pill(button, i, 3);
        }
        box.getStyleClass().add("segments");
        return box;
    }

    private void follow(ToggleButton button, Tooltip tooltip, int index) {
        MeasureSwitch now = tune.measures().get(index);
        button.setId("measure-" + now.measure().name().toLowerCase(Locale.ROOT));
        button.setText(now.title());
        button.setDisable(!now.enabled());
        button.setSelected(tune.damage().choice().measure() == now.measure());
        String why = now.enabled() ? now.tooltip() : now.tooltip() + "\n" + now.why();
        tooltip.setText(why);
        button.setAccessibleText(now.title());
        button.setAccessibleHelp(why);
        button.setOnAction(e -> show(button, now.measure()));
    }

    private void show(ToggleButton button, Measure measure) {
        button.setSelected(true);
        tune.damage().show(measure);
    }

    // ---- methods

    private Node methods() {
        HBox box = new HBox();
        List<PruningMethod> methods = tune.methods();
        for (int i = 0; i < methods.size(); i++) {
            PruningMethod method = methods.get(i);
            ToggleButton button = new ToggleButton(method.facts().title());
            button.setId("method-" + method.key());
            String tip = method.facts().summary() + "\n" + method.facts().source();
            button.setTooltip(new Tooltip(tip));
            button.setAccessibleText(method.facts().title());
            button.setOnAction(e -> choose(button, method));
            tune.method().subscribe(now -> button.setSelected(now == method));
            pill(button, i, methods.size());
            box.getChildren().add(button);
        }
        box.getStyleClass().add("segments");
        return box;
    }

    private void choose(ToggleButton button, PruningMethod method) {
        button.setSelected(true);
        tune.choose(method);
    }

    // ---- instant and measured

    private Node depth() {
        ToggleButton instant =
                choice("depth-instant", "tune.instant", () -> tune.damage().show(false));
        ToggleButton measured =
                choice("depth-measured", "tune.measured", () -> tune.damage().show(true));
        Tooltip why = new Tooltip();
        measured.setTooltip(why);
        tune.figure()
                .subscribe(
                        shown -> {
                            instant.setSelected(!tune.damage().choice().measured());
                            measured.setSelected(tune.damage().choice().measured());
                            measured.setText(tune.measuredCaption());
                            boolean can = tune.damage().scannable();
                            measured.setDisable(!can || !tune.missing().isEmpty());
                            String tip = can ? "tune.measured.tooltip" : "tune.measure.text.why";
                            why.setText(texts.get(tip));
                            measured.setAccessibleHelp(texts.get(tip));
                        });
        return pair(instant, measured, why);
    }

    /** Two buttons of which one is down; {@code why} also tells why the second is disabled. */
    private static Node pair(ToggleButton first, ToggleButton second, Tooltip why) {
        pill(first, 0, 2);
        pill(second, 1, 2);
        StackPane place = new StackPane(second);
        Tooltip.install(place, why);
        HBox box = new HBox(first, place);
        box.getStyleClass().add("segments");
        return box;
    }

    private ToggleButton choice(String id, String key, Runnable action) {
        ToggleButton button = new ToggleButton(texts.get(key));
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.setOnAction(
                e -> {
                    button.setSelected(true);
                    action.run();
                });
        return button;
    }

    private static void pill(ToggleButton button, int index, int count) {
        String place = index == 0 ? "left-pill" : "center-pill";
        button.getStyleClass().add(index == count - 1 && count > 1 ? "right-pill" : place);
        button.setMinWidth(USE_PREF_SIZE);
    }

    // ---- presets

    private MenuButton presets() {
        MenuButton menu = new MenuButton(texts.get("tune.preset"));
        menu.setId("preset");
        menu.setTooltip(new Tooltip(texts.get("tune.preset.tooltip")));
        menu.setMinWidth(USE_PREF_SIZE);
        Proposals proposals = tune.proposals();
        Menu byBlock = shares(proposals.byBlock());
        byBlock.visibleProperty().bind(tune.blocks().offered());
        Menu owl = shares(proposals.owl());
        ObservableBooleanValue can = proposals.whyNoOwl().isEmpty();
        owl.disableProperty().bind(Bindings.not(can));
        owl.textProperty()
                .bind(
                        Bindings.when(can)
                                .then(proposals.owl().title())
                                .otherwise(proposals.whyNoOwl()));
        MenuItem reset = new MenuItem(texts.get("tune.reset"));
        reset.setId("tune-reset");
        reset.setOnAction(e -> tune.reset());
        menu.getItems().addAll(proposals.presets().stream().map(this::shares).toList());
        menu.getItems().addAll(byBlock, owl, new SeparatorMenuItem(), reset);
        return menu;
    }

    private Menu shares(Preset preset) {
        Menu shares = new Menu(preset.title());
        shares.setId("preset-" + preset.key());
        for (double budget : BUDGETS) {
            MenuItem item = new MenuItem(Numbers.wholePercent(budget));
            item.setId(shares.getId() + "-" + Math.round(budget * 100));
            item.setOnAction(e -> tune.proposals().propose(preset, budget));
            shares.getItems().add(item);
        }
        return shares;
    }
}
