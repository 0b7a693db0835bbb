package org.espalier.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.engine.EngineChoice;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.Workbench.DeviceFacts;

import java.util.List;

/** Where networks run by the user's settings, and why there. */
public final class DeviceViewModel {
    private final Workbench workbench;
    private final SettingsViewModel settings;
    private final Background.Latest<DeviceFacts> looking;
    private final ReadOnlyObjectWrapper<DeviceFacts> facts;

    /** Nothing is known before {@link #look}. */
    public DeviceViewModel(
            Workbench workbench, SettingsViewModel settings, Background background, Texts texts) {
        this.workbench = workbench;
        this.settings = settings;
        String unknown = texts.get("shell.device.looking");
        facts = new ReadOnlyObjectWrapper<>(new DeviceFacts(unknown, unknown, List.of()));
        looking = background.latest(this::found, reason -> found(failed(reason)));
    }

    private DeviceFacts failed(String reason) {
        return new DeviceFacts(reason, reason, facts.get().gpus());
    }

    /** Looks now, and again whenever the settings choose otherwise. */
    public void look() {
        settings.settings().map(now -> settings.engine()).subscribe(choice -> look(choice));
    }

    private void look(EngineChoice choice) {
        looking.submit(() -> workbench.device(choice));
    }

    private void found(DeviceFacts now) {
        boolean others = !now.gpus().equals(facts.get().gpus());
        facts.set(now);
        if (others) {
            settings.found(now.gpus());
        }
    }

    /** What is known. */
    public ReadOnlyObjectProperty<DeviceFacts> facts() {
        return facts.getReadOnlyProperty();
    }
}
