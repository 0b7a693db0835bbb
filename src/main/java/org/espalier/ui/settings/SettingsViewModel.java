package org.espalier.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.job.MemoryLimit;
import org.espalier.project.Settings;
import org.espalier.project.SettingsFile;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.form.FormModel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The user's settings, as they are and as forms; each change is written at once. */
public final class SettingsViewModel {
    /** By how much text grows or shrinks at a time. */
    public static final double TEXT_STEP = 0.125;

    private final SettingsFile file;
    private final Background background;
    private final Consumer<String> problem;
    private final SettingsFields fields;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final FormModel appearance;
    private final ReadOnlyObjectWrapper<FormModel> computing;
    private final List<FolderSetting> folders;

    /**
     * Reads the settings.
     *
     * @param problem takes a sentence if they cannot be read or written
     */
    public SettingsViewModel(
            SettingsFile file, Background background, Texts texts, Consumer<String> problem) {
        this.file = file;
        this.background = background;
        this.problem = problem;
        fields = new SettingsFields(texts, Runtime.getRuntime().availableProcessors());
        SettingsFile.Loaded loaded = file.read();
        settings = new ReadOnlyObjectWrapper<>(loaded.settings());
        loaded.warning().ifPresent(problem);
        appearance = form(fields.appearance());
        computing = new ReadOnlyObjectWrapper<>(form(fields.computing(devices(List.of()))));
        folders = FolderSetting.all(this, background, texts);
    }

    private FormModel form(List<SettingField> of) {
        return SettingField.form(of, this);
    }

    private List<String> devices(List<String> found) {
        return SettingsFields.devices(found, settings.get().computing().device());
    }

    /** Offers the devices that were found here, as options spell them. */
    public void found(List<String> devices) {
        computing.set(form(fields.computing(devices(devices))));
    }

    /** Changes the settings. */
    public void change(UnaryOperator<Settings> change) {
        Settings next = change.apply(settings.get());
        if (!next.equals(settings.get())) {
            settings.set(next);
            background.disk().execute(() -> write(next));
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
        Settings.Computing now = settings.get().computing();
        return new EngineChoice(now.device(), now.engine(), now.threads(), now.precision());
    }

    /** What a job may take. */
    public MemoryLimit memoryLimit() {
        return new MemoryLimit(settings.get().computing().memoryBytes());
    }

    /** The settings. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Theme and size of text. */
    public FormModel appearance() {
        return appearance;
    }

    /** Device, engine, threads and memory; another form when the devices are known. */
    public ReadOnlyObjectProperty<FormModel> computing() {
        return computing.getReadOnlyProperty();
    }

    /** The default folders. */
    public List<FolderSetting> folders() {
        return folders;
    }

    /** Where all of this is kept. */
    public String place() {
        return file.file().toString();
    }
}
