package org.espalier.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

class DeviceViewModelTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final Background atOnce = new Background(Runnable::run, Runnable::run);
    private final Texts texts = new Texts();
    private final SettingsViewModel settings =
            new SettingsViewModel(workbench.settings(), atOnce, texts, problem -> {});
    private final DeviceViewModel device = new DeviceViewModel(workbench, settings, atOnce, texts);

    @Test
    void saysThatItLooksUntilItHasLooked() {
        assertEquals(texts.get("shell.device.looking"), device.facts().get().name());

        device.look();
        assertEquals("CPU · ONNX Runtime · 2 threads", device.facts().get().name());
    }

    @Test
    void followsTheSettings() {
        device.look();
        settings.change(now -> now.with(now.computing().withThreads(7)));

        assertEquals("CPU · ONNX Runtime · 7 threads", device.facts().get().name());
    }
}
