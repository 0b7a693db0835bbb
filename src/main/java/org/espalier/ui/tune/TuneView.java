package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.SideBar;

/**
 * Tiles, the heatmap with the schedule by layer or by block, and the inspector of the selected
 * layer.
 */
public final class TuneView extends HBox {
    /** A view of this schedule. */
    public TuneView(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        getStyleClass().add("screen");
        ScheduleInspector inspector = new ScheduleInspector(tune, palette, texts);
        ScheduleView layers = new ScheduleView(tune, palette, texts);
        BlocksView blocks = new BlocksView(tune, palette, texts, inspector::focusValue);
        layers.visibleProperty().bind(tune.blocks().shown().not());
        layers.managedProperty().bind(layers.visibleProperty());
        blocks.visibleProperty().bind(tune.blocks().shown());
        blocks.managedProperty().bind(blocks.visibleProperty());
        VBox card =
                new VBox(
                        new ProposalBar(tune.proposals(), texts),
                        layers,
                        blocks,
                        note(tune.proposals()));
        card.getStyleClass().add("card");
        VBox.setVgrow(layers, Priority.ALWAYS);
        VBox.setVgrow(blocks, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        TileRow tiles = new TileRow(tune.tiles(), new GoalsTile(tune.outlook(), texts));
        VBox left = new VBox(12, tiles, new TuneToolbar(tune, texts), card);
        left.getStyleClass().add("main-column");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().setAll(left, new SideBar(inspector));
    }

    private static Node note(Proposals proposals) {
        Label note = new Label();
        note.setId("tune-note");
        note.textProperty().bind(proposals.note());
        note.getStyleClass().add("warning");
        note.setWrapText(true);
        note.visibleProperty().bind(proposals.note().isNotEmpty());
        note.managedProperty().bind(proposals.note().isNotEmpty());
        return note;
    }
}
