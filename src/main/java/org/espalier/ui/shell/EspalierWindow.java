package org.espalier.ui.shell;

import javafx.animation.PauseTransition;
import javafx.beans.binding.BooleanBinding;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.InputEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.espalier.ui.Texts;
import org.espalier.ui.action.ActionMenuBar;
import org.espalier.ui.action.Actions;
import org.espalier.ui.action.Sheet;
import org.espalier.ui.compare.CompareView;
import org.espalier.ui.job.JobDock;
import org.espalier.ui.model.ModelView;
import org.espalier.ui.recipe.RecipeView;
import org.espalier.ui.runs.RunsView;
import org.espalier.ui.settings.FolderSetting;
import org.espalier.ui.settings.SettingsView;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.tour.Tour;
import org.espalier.ui.tour.TourStep;
import org.espalier.ui.tune.TuneView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The program's window around its screens. */
public final class EspalierWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 720;

    /** Without input for so long, the user is looking or reading. */
    private static final Duration IDLE = Duration.millis(500);

    private final ShellViewModel shell;
    private final Texts texts;
    private final Look look;
    private final Actions actions;
    private final BorderPane frame = new BorderPane();
    private final NavigationRail rail;
    private final ScreenStack stage;
    private final FileQuestions ask;
    private final StackPane root;

    /** Builds the window's content; nothing is shown yet. */
    public EspalierWindow(ShellViewModel shell, Texts texts) {
        this.shell = shell;
        this.texts = texts;
        look = new Look(shell.settings());
        Sheet sheet = new Sheet();
        Tour tour = new Tour(tourSteps(), texts);
        root = new StackPane(frame, sheet, tour);
        var over = new ShellActions.Overlays(sheet, tour);
        ask = new FileQuestions(root, texts, shell);
        actions = new ShellActions(shell, look, texts, root, ask, over).all();
        stage = new ScreenStack();
        frame.getStyleClass().add("window");
        frame.setTop(
                new VBox(
                        new ActionMenuBar(actions),
                        new Header(shell, look, actions, texts),
                        message(),
                        new OfferBar(shell.unfinished(), texts)));
        rail = new NavigationRail(shell, actions);
        frame.setLeft(rail);
        frame.setCenter(room(stage));
        frame.setBottom(
                new JobDock(
                        shell.jobs(),
                        shell.machine(),
                        shell.device().facts(),
                        look.palette(),
                        shell.runs().summary(),
                        texts));
        stage.getChildren().setAll(welcome(), waiting());
        addScreens();
        acceptFiles();
        shell.askedText().addListener((o, before, text) -> askText(text));
    }

    private List<TourStep> tourSteps() {
        return List.of(
                tourStep("tour.model", "#layer-table", Screen.MODEL),
                tourStep("tour.tune", "#schedule", Screen.TUNE),
                tourStep("tour.run", "#run", Screen.TUNE));
    }

    private TourStep tourStep(String key, String target, Screen screen) {
        return new TourStep(key, target, () -> shell.screen().set(screen));
    }

    private void addScreens() {
        Runnable goToTune = () -> shell.screen().set(Screen.TUNE);
        add(Screen.MODEL, () -> new ModelView(shell.model(), look.palette(), texts));
        add(Screen.TUNE, () -> new TuneView(shell.tune(), look.palette(), texts));
        add(Screen.RECIPE, () -> new RecipeView(shell.recipe(), texts));
        add(
                Screen.COMPARE,
                () ->
                        new CompareView(
                                shell.compare(), look.palette(), texts, goToTune, look::dress));
        add(Screen.RUNS, () -> new RunsView(shell.runs(), actions, texts, goToTune));
        add(
                Screen.SETTINGS,
                () ->
                        new SettingsView(
                                shell.settings(), shell.device(), actions, this::askFolder, texts));
    }

    /** Where the jobs leave too little room for a screen, it scrolls; the window's foot stays. */
    private static ScrollPane room(Node screens) {
        ScrollPane room = new ScrollPane(screens);
        room.getStyleClass().add("room");
        room.setFitToWidth(true);
        room.setFitToHeight(true);
        room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        room.setFocusTraversable(false);
        room.setMinSize(0, 0);
        return room;
    }

    private void add(Screen screen, Supplier<Node> view) {
        BooleanBinding chosen = shell.screen().isEqualTo(screen);
        stage.add(
                screen, screen.ofProject() ? chosen.and(shell.study().isNotNull()) : chosen, view);
    }

    private void askFolder(FolderSetting folder) {
        ask.folder(folder.key(), folder.text().get(), folder::choose);
    }

    private Node welcome() {
        Label title = new Label(texts.get("welcome.title"));
        title.getStyleClass().add("empty-title");
        Label text = new Label(texts.get("welcome.text"));
        text.getStyleClass().add("muted");
        VBox box = new VBox(12, Icons.of(Feather.UPLOAD, 40), title, text);
        Button open = new Button(texts.get("menu.file.open"));
        open.setId("welcome-open");
        actions.bind(open, "menu.file.open");
        Button folder = new Button(texts.get("menu.file.folder"));
        folder.setId("welcome-folder");
        actions.bind(folder, "menu.file.folder");
        Button tour = new Button(texts.get("menu.help.tour"));
        tour.setId("welcome-tour");
        actions.bind(tour, "menu.help.tour");
        HBox buttons = new HBox(8, open, folder, tour);
        buttons.getStyleClass().add("centred");
        box.getChildren().add(buttons);
        box.getStyleClass().addAll("empty", "centred");
        box.visibleProperty()
                .bind(
                        shell.study()
                                .isNull()
                                .and(shell.busy().not())
                                .and(shell.screen().isNotEqualTo(Screen.SETTINGS)));
        return box;
    }

    private Node waiting() {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setMaxSize(48, 48);
        wheel.setAccessibleText(texts.get("shell.opening"));
        wheel.visibleProperty().bind(shell.busy());
        return wheel;
    }

    private Node message() {
        Label label = new Label("", Icons.of(Feather.ALERT_CIRCLE, 15));
        label.setId("message");
        label.setWrapText(true);
        label.textProperty().bind(shell.message());
        HBox box = new HBox(label);
        box.getStyleClass().add("message");
        box.visibleProperty().bind(shell.message().isNotEmpty());
        box.managedProperty().bind(shell.message().isNotEmpty());
        return box;
    }

    private void askText(@Nullable TextForm text) {
        if (text != null) {
            new TextQuestion(root, look, texts).ask(text);
        }
    }

    private void acceptFiles() {
        root.setOnDragOver(this::over);
        root.setOnDragDropped(this::dropped);
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        Dragboard board = event.getDragboard();
        List<Path> paths = board.getFiles().stream().map(File::toPath).toList();
        event.setDropCompleted(!paths.isEmpty());
        event.consume();
        shell.drop(paths);
    }

    /** A scene in the theme, which follows when the theme changes. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        look.follow(scene);
        actions.install(scene);
        rail.focusChosen();
        return scene;
    }

    /** Leads a new user through the sample. */
    void tour() {
        actions.action("menu.help.tour").perform();
    }

    /**
     * Builds the screens that were not shown yet, one at a time while the user does nothing, so
     * that going there is fast.
     */
    void warmUp() {
        PauseTransition idle = new PauseTransition(IDLE);
        EventHandler<InputEvent> again = e -> idle.playFromStart();
        root.addEventFilter(InputEvent.ANY, again);
        idle.setOnFinished(
                e -> {
                    if (stage.buildNext()) {
                        idle.playFromStart();
                    } else {
                        root.removeEventFilter(InputEvent.ANY, again);
                    }
                });
        idle.play();
    }

    /** Shows the window. */
    public void show(Stage window) {
        window.setTitle(texts.get("shell.title"));
        window.setMinWidth(LEAST_WIDTH);
        window.setMinHeight(LEAST_HEIGHT);
        window.setScene(scene(WIDTH, HEIGHT));
        shell.notices().watched().bind(window.focusedProperty());
        shell.notices().onNotice(new CornerNotice(shell, look, window)::show);
        window.setOnCloseRequest(new ClosingQuestion(shell, look, texts)::ask);
        window.show();
    }
}
