package org.espalier.ui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.project.Settings;
import org.espalier.project.SettingsFile;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The user's settings; each change is written at once. */
public final class SettingsViewModel {
    private final SettingsFile file;
    private final Executor disk;
    private final Consumer<String> problem;
    private final ReadOnlyObjectWrapper<Settings> settings;

    /**
     * Reads the settings.
     *
     * @param disk writes them, in order
     * @param problem takes a sentence if they cannot be read or written
     */
    public SettingsViewModel(SettingsFile file, Executor disk, Consumer<String> problem) {
        this.file = file;
        this.disk = disk;
        this.problem = problem;
        SettingsFile.Loaded loaded = file.read();
        settings = new ReadOnlyObjectWrapper<>(loaded.settings());
        loaded.warning().ifPresent(problem);
    }

    /** Changes the settings. */
    public void change(UnaryOperator<Settings> change) {
        Settings next = change.apply(settings.get());
        if (!next.equals(settings.get())) {
            settings.set(next);
            disk.execute(() -> write(next));
        }
    }

    private void write(Settings next) {
        try {
            file.write(next);
        } catch (UserFacingException e) {
            problem.accept(e.getMessage());
        }
    }

    /** Where jobs are to run. */
    public EngineChoice engine() {
        Settings now = settings.get();
        return new EngineChoice(now.device(), now.engine(), now.threads());
    }

    /** The settings. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }
}
