package org.espalier.ui.recipe;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

import org.espalier.recipe.DropStep;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** The cards of the recipe in hand, its text beside them, and the recipes of the project above. */
public final class RecipeView extends VBox {
    private static final double CARDS = 52;

    private final RecipeViewModel recipe;
    private final Texts texts;
    private final ScrollPane left = new ScrollPane();
    private final VBox steps;
    private final StarterGallery gallery;

    /** A view of this recipe. */
    public RecipeView(RecipeViewModel recipe, Texts texts) {
        this.recipe = recipe;
        this.texts = texts;
        getStyleClass().addAll("screen", "main-column", "recipe-view");
        steps =
                new VBox(
                        10,
                        new StepCards(recipe, this::openWizard, texts),
                        note(recipe.order(), "muted", "recipe-order"),
                        note(recipe.runEstimate(), "caption", "recipe-estimate"));
        gallery = new StarterGallery(recipe, texts);
        left.setFitToWidth(true);
        left.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        left.setFocusTraversable(false);
        left.getStyleClass().add("recipe-cards");
        GridPane columns = columns();
        VBox.setVgrow(columns, Priority.ALWAYS);
        getChildren()
                .setAll(bar(), note(recipe.message(), "recipe-message", "recipe-message"), columns);
        recipe.cards().subscribe(cards -> showSteps());
    }

    private void showSteps() {
        boolean empty = recipe.cards().get().isEmpty() && recipe.problem().get() == null;
        left.setContent(empty ? new VBox(14, steps, gallery) : steps);
    }

    private void showGallery() {
        left.setContent(gallery);
        gallery.getChildren().get(1).requestFocus();
    }

    private GridPane columns() {
        GridPane grid = new GridPane(14, 0);
        ColumnConstraints cards = new ColumnConstraints();
        cards.setPercentWidth(CARDS);
        ColumnConstraints text = new ColumnConstraints();
        text.setPercentWidth(100 - CARDS);
        grid.getColumnConstraints().setAll(cards, text);
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setMinHeight(0);
        grid.getRowConstraints().setAll(row);
        grid.addRow(0, left, new YamlEditor(recipe, texts));
        return grid;
    }

    private Node bar() {
        Label title = new Label(texts.get("recipe.title"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label kept = new Label();
        kept.setId("recipe-kept");
        kept.getStyleClass().add("chip");
        kept.textProperty().bind(recipe.kept());
        kept.visibleProperty().bind(recipe.kept().isNotEmpty());
        kept.setTooltip(new Tooltip(texts.get("recipe.kept.tooltip")));
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        Button validate = new Button(texts.get("recipe.validate"));
        validate.setId("recipe-validate");
        validate.setTooltip(new Tooltip(texts.get("recipe.validate.tooltip")));
        validate.setOnAction(e -> recipe.validate());
        Button add = new Button(texts.get("recipe.add"), Icons.of(Feather.PLUS, 14));
        add.setId("recipe-add");
        add.getStyleClass().add("accent");
        add.setTooltip(new Tooltip(texts.get("recipe.add.tooltip")));
        add.setOnAction(e -> openWizard(-1));
        Button drop = new Button(texts.get("recipe.drop"));
        drop.setId("recipe-drop");
        drop.setTooltip(new Tooltip(texts.get("recipe.drop.tooltip")));
        drop.setOnAction(e -> askToDrop(-1));
        recipe.cards().subscribe(cards -> drop.setVisible(canDrop()));
        drop.managedProperty().bind(drop.visibleProperty());
        recipe.problem()
                .subscribe(
                        wrong -> {
                            add.setDisable(wrong != null);
                            drop.setDisable(wrong != null);
                        });
        RecipeMenu menu = new RecipeMenu(recipe, this::showGallery, texts);
        HBox bar = new HBox(10, title, menu, kept, spacer, validate, drop, add);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private boolean canDrop() {
        return recipe.dropping(-1).filter(DropDraft::possible).isPresent();
    }

    private static Label note(ObservableValue<String> text, String style, String id) {
        Label note = new Label();
        note.setId(id);
        note.getStyleClass().add(style);
        note.setWrapText(true);
        note.textProperty().bind(text);
        note.visibleProperty().bind(text.map(now -> !now.isEmpty()));
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    /** Asks for the change of a step by what it is, or for a new step that prunes. */
    private void openWizard(int step) {
        if (recipe.step(step) instanceof DropStep) {
            askToDrop(step);
            return;
        }
        recipe.draft(step)
                .flatMap(draft -> new StepWizard(recipe, draft, texts).ask(getScene().getWindow()))
                .ifPresent(made -> recipe.put(step, made));
    }

    private void askToDrop(int step) {
        recipe.dropping(step)
                .flatMap(draft -> new DropQuestion(draft, texts).ask(getScene()))
                .ifPresent(made -> recipe.put(step, made));
    }
}
