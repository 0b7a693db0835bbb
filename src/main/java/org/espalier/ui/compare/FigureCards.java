package org.espalier.ui.compare;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.espalier.report.ClassFigure;
import org.espalier.report.Palette;
import org.espalier.report.ParetoFigure;
import org.espalier.report.QualityFigure;
import org.espalier.report.compare.ComparisonFigures;
import org.espalier.report.compare.RunMetric;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.form.OneChosen;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The cards with figures: all runs, latency or size, classes or their confusion. */
final class FigureCards {
    private final CompareViewModel compare;
    private final ObservableValue<Palette> palette;
    private final Texts texts;

    FigureCards(CompareViewModel compare, ObservableValue<Palette> palette, Texts texts) {
        this.compare = compare;
        this.palette = palette;
        this.texts = texts;
    }

    Node build(ComparisonFigures figures) {
        HBox row = new HBox(12, pareto(), cost(figures));
        figures.classes().ifPresent(classes -> row.getChildren().add(classes(figures, classes)));
        figures.language().ifPresent(quality -> row.getChildren().add(language(figures, quality)));
        row.getChildren().forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
        row.setMinHeight(250);
        return row;
    }

    private Node pareto() {
        FigureView view = figure("pareto");
        ObservableValue<Boolean> there = view.sceneProperty().isNotNull();
        compare.across().when(there).subscribe(metric -> show(view));
        compare.up().when(there).subscribe(metric -> show(view));
        view.setOnMouseClicked(
                e -> {
                    ParetoFigure figure = compare.pareto();
                    if (figure != null) {
                        double x = e.getX() / view.scale();
                        double y = e.getY() / view.scale();
                        compare.select(figure.at(x, y, view.figureWidth(), view.figureHeight()));
                    }
                });
        Label against = new Label(texts.get("compare.against"));
        against.getStyleClass().add("caption");
        Node axes = axes(axis("up", compare.up()), against, axis("across", compare.across()));
        return card("compare.pareto", axes, view);
    }

    private void show(FigureView view) {
        ParetoFigure figure = compare.pareto();
        view.show(figure == null ? null : figure::figure);
    }

    private static HBox axes(Node... nodes) {
        HBox box = new HBox(6, nodes);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private ChoiceBox<RunMetric> axis(String id, ObjectProperty<RunMetric> metric) {
        ChoiceBox<RunMetric> box =
                new ChoiceBox<>(FXCollections.observableArrayList(RunMetric.values()));
        box.setId("axis-" + id);
        box.getStyleClass().add("small-choice");
        box.setAccessibleText(texts.get("compare.axis." + id));
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable RunMetric value) {
                        return value == null ? "" : texts.get("compare.metric." + value);
                    }

                    @Override
                    public @Nullable RunMetric fromString(String text) {
                        return null;
                    }
                });
        box.valueProperty().bindBidirectional(metric);
        return box;
    }

    private Node cost(ComparisonFigures figures) {
        FigureView view = figure("cost");
        return card(
                "compare.cost",
                choice(
                        "cost",
                        List.of("latency", "size"),
                        List.of(
                                () -> view.show(figures.latency()::figure),
                                () -> view.show(figures.size()::figure))),
                view);
    }

    private Node classes(ComparisonFigures figures, ClassFigure classes) {
        FigureView view = figure("classes");
        List<Runnable> actions = new ArrayList<>(List.of(() -> view.show(classes::figure)));
        List<String> names = new ArrayList<>(List.of("change"));
        if (figures.confusion(-1).isPresent()) {
            names.add("confusion");
            actions.add(() -> confusion(figures, -1, view));
        }
        HBox choice = choice("classes", names, actions);
        view.setOnMouseClicked(
                e -> {
                    ToggleButton change = (ToggleButton) choice.getChildren().getFirst();
                    int clicked = classes.at(e.getY(), Math.floor(view.getHeight()));
                    if (change.isSelected() && clicked >= 0 && names.size() > 1) {
                        ((ToggleButton) choice.getChildren().getLast()).setSelected(true);
                        confusion(figures, clicked, view);
                    }
                });
        return card("compare.classes", choice, view);
    }

    private Node language(ComparisonFigures figures, QualityFigure quality) {
        FigureView view = figure("language");
        List<String> names = new ArrayList<>(List.of("quality"));
        List<Runnable> actions = new ArrayList<>(List.of(() -> view.show(quality::figure)));
        figures.depth()
                .ifPresent(
                        depth -> {
                            names.add("depth");
                            actions.add(() -> view.show(depth::figure));
                        });
        return card("compare.language", choice("language", names, actions), view);
    }

    private static void confusion(ComparisonFigures figures, int marked, FigureView view) {
        figures.confusion(marked).ifPresent(figure -> view.show(figure::figure));
    }

    /** Buttons of which one is down; the first at first. */
    private HBox choice(String id, List<String> names, List<Runnable> actions) {
        HBox box = axes();
        box.setSpacing(0);
        box.getStyleClass().add("segments");
        OneChosen group = new OneChosen();
        for (int i = 0; i < names.size(); i++) {
            ToggleButton button = new ToggleButton(texts.get("compare.show." + names.get(i)));
            button.setId(id + "-" + names.get(i));
            button.getStyleClass().add("small");
            button.setToggleGroup(group);
            Runnable action = actions.get(i);
            button.setOnAction(e -> action.run());
            box.getChildren().add(button);
        }
        group.selectToggle(group.getToggles().getFirst());
        actions.getFirst().run();
        return box;
    }

    private FigureView figure(String id) {
        FigureView view = new FigureView(palette, texts);
        view.setId("figure-" + id);
        return view;
    }

    private Node card(String key, Node control, FigureView view) {
        Label head = new Label(texts.get(key));
        head.getStyleClass().add("card-title");
        Label sub = new Label(texts.get(key + ".sub"));
        sub.getStyleClass().add("caption");
        FlowPane top = new FlowPane(12, 4, head, control);
        top.setRowValignment(VPos.CENTER);
        VBox.setVgrow(view, Priority.ALWAYS);
        VBox card = new VBox(2, top, sub, view);
        card.getStyleClass().add("card");
        card.setPrefWidth(300);
        card.setMinWidth(0);
        return card;
    }
}
