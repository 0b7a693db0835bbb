package org.espalier.ui.settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.base.UserFacingException;
import org.espalier.project.Settings.DefaultFolders;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A default folder: a path that is taken once it is known to be a folder, or nothing. */
public final class FolderSetting {
    private final String key;
    private final SettingsViewModel settings;
    private final BiFunction<DefaultFolders, @Nullable String, DefaultFolders> taken;
    private final Texts texts;
    private final Background.Latest<String> checking;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

    private FolderSetting(
            String key,
            SettingsViewModel settings,
            Function<DefaultFolders, @Nullable String> shown,
            BiFunction<DefaultFolders, @Nullable String, DefaultFolders> taken,
            Background background,
            Texts texts) {
        this.key = key;
        this.settings = settings;
        this.taken = taken;
        this.texts = texts;
        checking = background.latest(this::take, error::set);
        settings.settings()
                .map(now -> Objects.requireNonNullElse(shown.apply(now.folders()), ""))
                .subscribe(text::set);
    }

    /** The folders of models, of data and of projects. */
    static List<FolderSetting> all(SettingsViewModel settings, Background background, Texts texts) {
        return List.of(
                new FolderSetting(
                        "settings.folder.models",
                        settings,
                        DefaultFolders::modelFolder,
                        DefaultFolders::withModels,
                        background,
                        texts),
                new FolderSetting(
                        "settings.folder.data",
                        settings,
                        DefaultFolders::dataFolder,
                        DefaultFolders::withData,
                        background,
                        texts),
                new FolderSetting(
                        "settings.folder.projects",
                        settings,
                        DefaultFolders::projectFolder,
                        DefaultFolders::withProjects,
                        background,
                        texts));
    }

    /** Takes what was written, if it is a folder or nothing. */
    public void commit() {
        String written = text.get().strip();
        checking.submit(() -> checked(written));
    }

    private String checked(String written) {
        try {
            if (written.isEmpty() || Files.isDirectory(Path.of(written))) {
                return written;
            }
        } catch (InvalidPathException e) {
            throw UserFacingException.badInput(texts.get("settings.folder.wrong", written), e);
        }
        throw UserFacingException.badInput(texts.get("settings.folder.wrong", written));
    }

    private void take(String folder) {
        error.set("");
        settings.change(s -> s.with(taken.apply(s.folders(), folder.isEmpty() ? null : folder)));
    }

    /** Takes a folder that was chosen. */
    public void choose(Path folder) {
        text.set(folder.toString());
        commit();
    }

    /** Has no such folder any longer. */
    public void clear() {
        text.set("");
        commit();
    }

    /** Key of its name. */
    public String key() {
        return key;
    }

    /** What is written in the field. */
    public StringProperty text() {
        return text;
    }

    /** What is wrong with it, in a sentence; empty if nothing is. */
    public ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }
}
