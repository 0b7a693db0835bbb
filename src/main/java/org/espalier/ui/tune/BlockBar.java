package org.espalier.ui.tune;

import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.espalier.report.BlockFigure.Colour;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

/** What the colours of the heatmap by block stand for, and the layers that it leaves out. */
final class BlockBar extends HBox {
    private final BlocksViewModel blocks;
    private final Texts texts;
    private final ToggleButton damage;
    private final ToggleButton sparsity;
    private final MenuButton level = new MenuButton();
    private final Hyperlink outside = new Hyperlink();
    private final Tooltip names = new Tooltip();
    private Colour.Damage last = new Colour.Damage(null);

    BlockBar(BlocksViewModel blocks, Texts texts) {
        super(8);
        this.blocks = blocks;
        this.texts = texts;
        getStyleClass().add("block-bar");
        setAlignment(Pos.CENTER_LEFT);
        damage = button("colour-damage", "tune.blocks.damage", "left-pill");
        damage.setOnAction(e -> colour(last));
        sparsity = button("colour-sparsity", "tune.blocks.sparsity", "right-pill");
        sparsity.setOnAction(e -> colour(new Colour.Sparsity()));
        HBox colours = new HBox(damage, sparsity);
        colours.getStyleClass().add("segments");
        level.setId("damage-level");
        level.setTooltip(new Tooltip(texts.get("tune.blocks.at.tooltip")));
        level.setMinWidth(USE_PREF_SIZE);
        level.setOnShowing(e -> offer());
        Region spacer = new Region();
        setHgrow(spacer, Priority.ALWAYS);
        outside.setId("blocks-outside");
        outside.setTooltip(names);
        outside.setMinWidth(USE_PREF_SIZE);
        outside.setOnAction(e -> blocks.selectOutside());
        outside.managedProperty().bind(outside.visibleProperty());
        getChildren().setAll(colours, level, spacer, outside);
        blocks.figure().subscribe(shown -> follow());
    }

    private ToggleButton button(String id, String key, String place) {
        ToggleButton button = new ToggleButton(texts.get(key));
        button.setId(id);
        button.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        button.getStyleClass().add(place);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void colour(Colour next) {
        blocks.colour(next);
        follow();
    }

    private void offer() {
        level.getItems().clear();
        level.getItems().add(level(null));
        blocks.levels().forEach(at -> level.getItems().add(level(at)));
    }

    private CheckMenuItem level(@Nullable Double at) {
        Colour.Damage choice = new Colour.Damage(at);
        CheckMenuItem item = new CheckMenuItem(name(at));
        item.setSelected(choice.equals(blocks.colour()));
        item.setOnAction(e -> colour(choice));
        return item;
    }

    private String name(@Nullable Double at) {
        return at == null
                ? texts.get("tune.blocks.scheduled")
                : texts.get("tune.blocks.at", Numbers.wholePercent(at));
    }

    private void follow() {
        boolean damaged = blocks.colour() instanceof Colour.Damage;
        if (blocks.colour() instanceof Colour.Damage shown) {
            last = shown;
        }
        damage.setSelected(damaged);
        sparsity.setSelected(!damaged);
        level.setText(name(last.at()));
        level.setAccessibleText(texts.get("tune.blocks.damage") + " " + level.getText());
        level.setVisible(damaged);
        String others = blocks.describeOutside();
        outside.setText(others);
        outside.setVisible(!others.isEmpty());
        names.setText(others.isEmpty() ? "" : blocks.outside());
    }
}
