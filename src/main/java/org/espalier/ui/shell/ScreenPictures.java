package org.espalier.ui.shell;

import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

import org.espalier.base.WholeFile;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;

import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.ImageIO;

/**
 * Paints the screens into files; meant for the headless platform, where the window that this takes
 * is not seen. Used on the toolkit's thread.
 */
public final class ScreenPictures {
    private final Path folder;
    private final int width;
    private final int height;

    /** Pictures of this size go into {@code folder}. */
    public ScreenPictures(Path folder, int width, int height) {
        this.folder = folder;
        this.width = width;
        this.height = height;
    }

    /**
     * Paints the shell's present screen in a theme, as {@code tune.png} or {@code tune-dark.png}.
     */
    public Path paint(ShellViewModel shell, Texts texts, Theme theme) {
        Scene scene = new EspalierWindow(shell, texts, theme).scene(width, height);
        WritableImage image = snapshot(scene);
        String name = shell.screen().get().name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(name + (theme == Theme.DARK ? "-dark.png" : ".png"));
        WholeFile.write(
                file,
                aside ->
                        ImageIO.write(
                                SwingFXUtils.fromFXImage(image, null), "png", aside.toFile()));
        return file;
    }

    /** TilesFX lays its tiles out in a showing window only. */
    private static WritableImage snapshot(Scene scene) {
        Stage stage = new Stage(StageStyle.UNDECORATED);
        stage.setScene(scene);
        stage.show();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        WritableImage image = scene.snapshot(null);
        stage.hide();
        return image;
    }
}
