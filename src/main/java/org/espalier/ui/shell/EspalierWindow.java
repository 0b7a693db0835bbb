package org.espalier.ui.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.espalier.ui.Texts;
import org.espalier.ui.compare.CompareView;
import org.espalier.ui.job.JobDock;
import org.espalier.ui.model.ModelView;
import org.espalier.ui.recipe.RecipeView;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.Theme;
import org.espalier.ui.tune.TuneView;
import org.kordamp.ikonli.feather.Feather;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The program's window around its screens. */
public final class EspalierWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 720;

    private final ShellViewModel shell;
    private final Texts texts;
    private final Look look;
    private final BorderPane root = new BorderPane();
    private final StackPane stage = new StackPane();

    /** Builds the window's content; nothing is shown yet. */
    public EspalierWindow(ShellViewModel shell, Texts texts, Theme theme) {
        this.shell = shell;
        this.texts = texts;
        look = new Look(theme, now -> shell.settings().change(s -> s.withTheme(now.key())));
        root.getStyleClass().add("window");
        root.setTop(
                new VBox(
                        new MainMenu(shell, look, texts),
                        new Header(shell, look, texts),
                        message()));
        root.setLeft(new NavigationRail(shell, texts));
        root.setCenter(stage);
        root.setBottom(
                new JobDock(shell.jobs(), shell.machine(), shell.device(), look.palette(), texts));
        stage.getChildren().setAll(screens());
        acceptFiles();
    }

    private List<Node> screens() {
        Node model = screen(Screen.MODEL, new ModelView(shell.model(), look.palette(), texts));
        Node tune = screen(Screen.TUNE, new TuneView(shell.tune(), look.palette(), texts));
        Runnable goToTune = () -> shell.screen().set(Screen.TUNE);
        Node compare =
                screen(
                        Screen.COMPARE,
                        new CompareView(
                                shell.compare(),
                                look.palette(),
                                texts,
                                goToTune,
                                scene -> look.theme().get().dress(scene)));
        Node recipe = screen(Screen.RECIPE, new RecipeView(shell.recipe(), texts));
        return List.of(model, tune, recipe, compare, welcome(), waiting());
    }

    private Node screen(Screen screen, Node view) {
        view.visibleProperty()
                .bind(shell.screen().isEqualTo(screen).and(shell.study().isNotNull()));
        return view;
    }

    private Node welcome() {
        Label title = new Label(texts.get("welcome.title"));
        title.getStyleClass().add("empty-title");
        Label text = new Label(texts.get("welcome.text"));
        text.getStyleClass().add("muted");
        VBox box = new VBox(12, Icons.of(Feather.UPLOAD, 40), title, text);
        box.getStyleClass().addAll("empty", "centred");
        box.visibleProperty().bind(shell.study().isNull().and(shell.busy().not()));
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
        look.theme().subscribe(theme -> theme.dress(scene));
        return scene;
    }

    /** Shows the window. */
    public void show(Stage window) {
        window.setTitle(texts.get("shell.title"));
        window.setMinWidth(LEAST_WIDTH);
        window.setMinHeight(LEAST_HEIGHT);
        window.setScene(scene(WIDTH, HEIGHT));
        window.show();
    }
}
