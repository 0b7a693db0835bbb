package org.espalier.ui.chart;

import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;

import org.espalier.report.Figure;
import org.espalier.report.Palette;
import org.espalier.report.SvgPainter;
import org.espalier.report.export.FigureFormat;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What can be done with a figure: copy it, its numbers, or save either. */
final class FigureMenu extends ContextMenu {
    private final Supplier<@Nullable Figure> figure;
    private final Supplier<Palette> palette;
    private final Texts texts;

    /**
     * A menu for whatever figure is there when it is used.
     *
     * @param figure null while there is none
     */
    FigureMenu(Supplier<@Nullable Figure> figure, Supplier<Palette> palette, Texts texts) {
        this.figure = figure;
        this.palette = palette;
        this.texts = texts;
        getItems()
                .setAll(
                        item("copySvg", now -> copy(SvgPainter.paint(now, palette.get()))),
                        item("copyPng", this::copyPicture),
                        item("copyCsv", now -> copy(now.data().csv())),
                        new SeparatorMenuItem());
        for (FigureFormat format : FigureFormat.values()) {
            MenuItem save = item("save", now -> save(now, format));
            save.setText(texts.get("figure.save", format.name()));
            save.setId("save-" + format.ending());
            getItems().add(save);
        }
    }

    private MenuItem item(String key, Consumer<Figure> action) {
        MenuItem item = new MenuItem(texts.get("figure." + key, ""));
        item.setOnAction(
                e -> {
                    Figure now = figure.get();
                    if (now != null) {
                        action.accept(now);
                    }
                });
        return item;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void copyPicture(Figure now) {
        Palette colors = palette.get();
        away(
                () -> FigureFormat.PNG.bytes(now, colors),
                png -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putImage(new Image(new ByteArrayInputStream(png)));
                    Clipboard.getSystemClipboard().setContent(content);
                });
    }

    private void save(Figure now, FigureFormat format) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("figure.save", format.name()));
        chooser.setInitialFileName(now.title() + "." + format.ending());
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(format.name(), "*." + format.ending()));
        File file = chooser.showSaveDialog(getOwnerWindow());
        if (file != null) {
            save(now, format, file.toPath());
        }
    }

    private void save(Figure now, FigureFormat format, Path file) {
        Palette colors = palette.get();
        away(
                () -> {
                    format.write(now, colors, file);
                    return file;
                },
                written -> {});
    }

    /** Painting a PDF may take longer than the screen should wait. */
    private static <T> void away(Callable<T> work, Consumer<T> use) {
        CompletableFuture.supplyAsync(() -> call(work))
                .whenComplete(
                        (result, trouble) ->
                                Platform.runLater(
                                        () -> {
                                            if (trouble == null) {
                                                use.accept(result);
                                            } else {
                                                tell(trouble);
                                            }
                                        }));
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void tell(Throwable trouble) {
        Throwable cause = trouble.getCause() == null ? trouble : trouble.getCause();
        new Alert(Alert.AlertType.ERROR, cause.getMessage()).show();
    }
}
