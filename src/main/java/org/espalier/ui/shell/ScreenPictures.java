package org.espalier.ui.shell;

import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

import org.espalier.base.WholeFile;
import org.espalier.ui.theme.Theme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

/**
 * Paints the window into files, in both themes; meant for the headless platform, where the window
 * that this takes is not seen. Used off the toolkit's thread.
 */
public final class ScreenPictures {
    private final Path folder;
    private final int width;
    private final int height;
    private final List<Path> painted = new ArrayList<>();

    /** Pictures of this size go into {@code folder}. */
    public ScreenPictures(Path folder, int width, int height) {
        this.folder = folder;
        this.width = width;
        this.height = height;
    }

    /**
     * Paints the window as {@code tune.png} and {@code tune-dark.png}.
     *
     * @param name of the pictures, such as {@code tune}
     * @param worker does the shell's slow work, one after the other
     * @param actions done one after the other before it is painted, each in the window in front
     */
    @SafeVarargs
    final void paint(
            String name, ShellViewModel shell, Executor worker, Consumer<Scene>... actions) {
        for (Theme theme : Theme.values()) {
            try (PaintedWindow window = new PaintedWindow(shell, theme, worker, width, height)) {
                Arrays.stream(actions).forEach(window::act);
                painted.add(write(name, theme, window.image()));
            }
        }
    }

    private Path write(String name, Theme theme, WritableImage image) {
        Path file = folder.resolve(name + (theme == Theme.DARK ? "-dark.png" : ".png"));
        WholeFile.write(
                file,
                aside ->
                        ImageIO.write(
                                SwingFXUtils.fromFXImage(image, null), "png", aside.toFile()));
        return file;
    }

    /** The files painted so far. */
    public List<Path> painted() {
        return List.copyOf(painted);
    }
}
