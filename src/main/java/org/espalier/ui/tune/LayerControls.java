package org.espalier.ui.tune;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;

import java.util.List;

/** What the selected layers are to lose: a share by slider or number, a pattern; and the lock. */
final class LayerControls extends VBox {
    private static final List<Target.NM> PATTERNS =
            List.of(new Target.NM(2, 4), new Target.NM(4, 8));

    private final TuneViewModel tune;
    private final Texts texts;
    private final Slider slider = new Slider(0, ScheduleEditor.MOST, 0);
    private final TextField number = new TextField();
    private final MenuButton method = new MenuButton();
    private final MenuItem common = new MenuItem();
    private final MenuButton pattern = new MenuButton();
    private final ToggleButton lock = new ToggleButton();
    private final Label several = new Label();
    private boolean following;

    LayerControls(TuneViewModel tune, Texts texts) {
        super(8);
        this.tune = tune;
        this.texts = texts;
        several.getStyleClass().add("caption");
        several.setWrapText(true);
        several.managedProperty().bind(several.visibleProperty());
        getChildren().setAll(share(), choices(), several);
    }

    private HBox share() {
        Label label = new Label(texts.get("tune.sparsity"));
        label.setMinWidth(USE_PREF_SIZE);
        slider.setId("layer-sparsity");
        slider.setAccessibleText(texts.get("tune.sparsity"));
        slider.setTooltip(new Tooltip(texts.get("tune.sparsity.tooltip")));
        slider.setBlockIncrement(0.01);
        slider.valueProperty().addListener((o, before, now) -> set(now.doubleValue()));
        slider.setOnMouseReleased(e -> tune.endGesture());
        HBox.setHgrow(slider, Priority.ALWAYS);
        number.setId("layer-percent");
        number.setAccessibleText(texts.get("tune.sparsity"));
        number.setTooltip(new Tooltip(texts.get("tune.sparsity.tooltip")));
        number.setMinWidth(70);
        number.setMaxWidth(70);
        number.setOnAction(e -> type());
        HBox box = new HBox(8, label, slider, number);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox choices() {
        menu(method, "layer-method", "tune.method");
        common.setId("layer-method-common");
        common.setOnAction(e -> tune.setMethod(null));
        method.getItems().setAll(common, new SeparatorMenuItem());
        for (PruningMethod choice : tune.methods()) {
            MenuItem item = new MenuItem(choice.facts().title());
            item.setId("layer-method-" + choice.key());
            item.setOnAction(e -> tune.setMethod(choice));
            method.getItems().add(item);
        }
        menu(pattern, "layer-pattern", "tune.pattern");
        MenuItem single = new MenuItem(texts.get("tune.pattern.none"));
        single.setId("pattern-none");
        single.setOnAction(e -> set(slider.getValue()));
        pattern.getItems().add(single);
        for (Target.NM choice : PATTERNS) {
            MenuItem item = new MenuItem(choice.toString());
            item.setId("pattern-" + choice.n() + "-" + choice.m());
            item.setOnAction(e -> tune.setSelected(choice));
            pattern.getItems().add(item);
        }
        MenuItem other = new MenuItem(texts.get("tune.pattern.other"));
        other.setOnAction(e -> ask(texts.get("tune.pattern.ask")));
        pattern.getItems().add(other);
        lock.setId("layer-lock");
        lock.setTooltip(new Tooltip(texts.get("tune.lock.tooltip")));
        lock.setMinWidth(USE_PREF_SIZE);
        lock.setOnAction(e -> tune.toggleLock(tune.selected().get()));
        return new HBox(8, method, pattern, lock);
    }

    private void menu(MenuButton button, String id, String key) {
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        HBox.setHgrow(button, Priority.ALWAYS);
    }

    private void ask(String question) {
        TextInputDialog dialog = new TextInputDialog("1:4");
        dialog.initOwner(getScene().getWindow());
        dialog.setTitle(texts.get("tune.pattern.other"));
        dialog.setHeaderText(question);
        dialog.showAndWait().ifPresent(this::setPattern);
    }

    private void setPattern(String text) {
        try {
            tune.setSelected(Target.NM.parse(text));
        } catch (UserFacingException e) {
            ask(e.getMessage());
        }
    }

    private void type() {
        Percent.parse(number.getText()).ifPresent(this::set);
        tune.endGesture();
    }

    private void set(double sparsity) {
        if (!following && tune.selected().get() >= 0) {
            tune.setSelected(sparsity);
        }
    }

    /** Puts the keyboard into the number, all of it selected. */
    void focusValue() {
        number.requestFocus();
        number.selectAll();
    }

    /** Takes over the model's state; what the controls tell meanwhile is no edit. */
    void follow() {
        following = true;
        int layer = tune.selected().get();
        slider.setValue(tune.sparsity(layer));
        number.setText(Numbers.percent(tune.sparsity(layer)));
        common.setText(texts.get("tune.method.common", tune.method().get().facts().title()));
        String by = tune.methodOf(layer).facts().title();
        method.setText(tune.ownMethod(layer) ? texts.get("tune.method.own", by) : by);
        String kind =
                switch (tune.target(layer)) {
                    case Target.Sparsity share -> texts.get("tune.pattern.none");
                    case Target.NM nm -> nm.toString();
                };
        pattern.setText(kind);
        method.setAccessibleText(texts.get("tune.method") + " " + method.getText());
        pattern.setAccessibleText(texts.get("tune.pattern") + " " + kind);
        boolean locked = tune.locked(layer);
        lock.setSelected(locked);
        lock.setText(texts.get(locked ? "tune.unlock" : "tune.lock"));
        int chosen = tune.selection().all().size();
        several.setText(texts.get("tune.several", chosen));
        several.setVisible(chosen > 1);
        following = false;
    }
}
