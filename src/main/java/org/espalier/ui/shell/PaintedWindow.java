package org.espalier.ui.shell;

import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.Window;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The program's window on a toolkit without a display: it can be acted on and painted, with the
 * dialogs over it. Used off the toolkit's thread.
 */
final class PaintedWindow implements AutoCloseable {
    private static final int TURNS = 4;

    private final Executor worker;
    private final int width;
    private final int height;
    private final Stage stage;

    /**
     * Shows the window in a theme; TilesFX lays its tiles out in a showing window only.
     *
     * @param worker does the shell's slow work, one after the other
     */
    PaintedWindow(ShellViewModel shell, Theme theme, Executor worker, int width, int height) {
        this.worker = worker;
        this.width = width;
        this.height = height;
        stage = onScreen(() -> shown(shell, theme));
        settle();
    }

    private Stage shown(ShellViewModel shell, Theme theme) {
        shell.settings().change(now -> now.with(now.appearance().withTheme(theme.key())));
        Stage shown = new Stage(StageStyle.UNDECORATED);
        shown.setScene(new EspalierWindow(shell, new Texts()).scene(width, height));
        shown.show();
        return shown;
    }

    /** Does something in the front window; it may open a dialog, which then is the front one. */
    PaintedWindow act(Consumer<Scene> action) {
        Platform.runLater(() -> action.accept(front().getScene()));
        settle();
        return this;
    }

    /** Lets slow work end, and what it brings to the screen. */
    private void settle() {
        for (int i = 0; i < TURNS; i++) {
            CompletableFuture.runAsync(() -> {}, worker).join();
            frame();
        }
    }

    /** Waits until the front window was laid out once more. */
    private static void frame() {
        CompletableFuture<Void> laidOut = new CompletableFuture<>();
        Runnable told = () -> laidOut.complete(null);
        Scene scene =
                onScreen(
                        () -> {
                            Scene front = front().getScene();
                            front.addPostLayoutPulseListener(told);
                            Platform.requestNextPulse();
                            return front;
                        });
        laidOut.join();
        onScreen(() -> scene.removePostLayoutPulseListener(told));
    }

    private static Window front() {
        return Window.getWindows().getLast();
    }

    /** What a user would see. */
    WritableImage image() {
        return onScreen(this::painted);
    }

    private WritableImage painted() {
        if (front() instanceof Stage whole && whole.isFullScreen()) {
            return wholeScreen(whole);
        }
        Group layers = new Group();
        for (Window window : List.copyOf(Window.getWindows())) {
            ImageView layer = new ImageView(snapshot(window.getScene()));
            layer.setX(window.getX() - stage.getX());
            layer.setY(window.getY() - stage.getY());
            layers.getChildren().add(layer);
        }
        SnapshotParameters transparent = new SnapshotParameters();
        transparent.setFill(Color.TRANSPARENT);
        return layers.snapshot(transparent, null);
    }

    /** The display that there is not would be as large as the picture. */
    private WritableImage wholeScreen(Stage whole) {
        whole.setFullScreen(false);
        whole.setWidth(width);
        whole.setHeight(height);
        WritableImage image = snapshot(whole.getScene());
        whole.setFullScreen(true);
        return image;
    }

    private static WritableImage snapshot(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.snapshot(null);
    }

    /** Closes the window and what is over it. */
    @Override
    public void close() {
        onScreen(() -> List.copyOf(Window.getWindows()).reversed().forEach(Window::hide));
    }

    private static void onScreen(Runnable action) {
        CompletableFuture.runAsync(action, Platform::runLater).join();
    }

    private static <T> T onScreen(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
