package org.espalier.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.report.DisagreementFigure;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.form.OneChosen;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** What stands below the figures: the runs, the samples that differ, or the layers that changed. */
final class Details {
    private static final double HEIGHT = 134;
    private static final double COMFORTABLE = 172;
    private static final double CHOICE = 32;

    private final CompareViewModel compare;
    private final ObservableValue<Palette> palette;
    private final Texts texts;
    private int chosen;

    Details(CompareViewModel compare, ObservableValue<Palette> palette, Texts texts) {
        this.compare = compare;
        this.palette = palette;
        this.texts = texts;
    }

    /** Where it will stand, as high as it will be. */
    StackPane place() {
        StackPane place = new StackPane();
        place.setMinHeight(HEIGHT + CHOICE);
        place.setPrefHeight(COMFORTABLE + CHOICE);
        return place;
    }

    /** The part that was chosen last stays chosen. */
    Node build(CompareViewModel.Shown shown) {
        StackPane place = new StackPane();
        place.setMinHeight(HEIGHT);
        place.setPrefHeight(COMFORTABLE);
        place.setAlignment(Pos.TOP_LEFT);
        int differing = shown.figures().disagreements();
        ToggleGroup group = new OneChosen();
        HBox choice =
                new HBox(
                        button(0, texts.get("compare.runs"), group),
                        button(1, second(differing), group),
                        button(2, texts.get("compare.changes"), group));
        choice.getStyleClass().add("segments");
        List<Supplier<Node>> parts =
                List.of(
                        () -> new RunsTable(compare, texts).build(shown.runs()),
                        () -> compare.writing().possible() ? writing(shown) : samples(differing),
                        () -> new ChangeTable(texts).build(shown.pair().changes().layers()));
        group.selectedToggleProperty()
                .subscribe(
                        now -> {
                            if (now != null) {
                                chosen = (int) now.getUserData();
                                place.getChildren().setAll(parts.get(chosen).get());
                            }
                        });
        group.selectToggle(group.getToggles().get(chosen));
        return new VBox(6, choice, place);
    }

    private static ToggleButton button(int part, String text, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setId("details-" + part);
        button.getStyleClass().add("small");
        button.setUserData(part);
        button.setToggleGroup(group);
        return button;
    }

    /** Language models are compared by what they write. */
    private String second(int differing) {
        return compare.writing().possible()
                ? texts.get("compare.text")
                : texts.get("compare.samples", Numbers.count(differing));
    }

    private Node writing(CompareViewModel.Shown shown) {
        return new TextCard(
                compare.writing(), shown.pair().baseline(), shown.pair().candidate(), texts);
    }

    private Node samples(int differing) {
        if (differing == 0) {
            Label none = new Label(texts.get("compare.samples.none"));
            none.getStyleClass().add("muted");
            return none;
        }
        FigureView view = FigureView.ofHeight(HEIGHT, palette, texts);
        view.setId("figure-samples");
        show(view, compare.samples().get());
        compare.samples().when(view.sceneProperty().isNotNull()).subscribe(now -> show(view, now));
        return view;
    }

    private static void show(FigureView view, @Nullable DisagreementFigure figure) {
        view.show(figure == null ? null : figure::figure);
    }
}
