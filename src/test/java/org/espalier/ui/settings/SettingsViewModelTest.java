package org.espalier.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.ParamsSchema.Field;
import org.espalier.engine.EngineChoice;
import org.espalier.job.MemoryLimit;
import org.espalier.project.Settings;
import org.espalier.project.SettingsFile;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.form.FormModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

class SettingsViewModelTest {
    @TempDir Path folder;
    private final List<String> problems = new ArrayList<>();

    @Test
    void anAllowedEntryIsWrittenAtOnce() {
        SettingsViewModel settings = settings();
        fill(settings.appearance(), "theme", "dark");
        fill(settings.appearance(), "textSize", "112.5");
        fill(settings.computing().get(), "engine", "djl");
        fill(settings.computing().get(), "precision", "bf16");
        fill(settings.computing().get(), "threads", "1");
        fill(settings.computing().get(), "memoryLimit", "1.5");

        Settings written = file().read().settings();
        assertEquals(new Settings.Appearance("dark", 1.125), written.appearance());
        assertEquals(
                new Settings.Computing("auto", "djl", 1, 3L << 29, "bf16"), written.computing());
        assertEquals(new EngineChoice("auto", "djl", 1, "bf16"), settings.engine());
        assertEquals(new MemoryLimit(3L << 29), settings.memoryLimit());
    }

    @Test
    void aWrongEntryIsSaidAndNotTaken() {
        SettingsViewModel settings = settings();
        fill(settings.computing().get(), "memoryLimit", "0.2");
        fill(settings.computing().get(), "threads", "100000");

        assertEquals(
                "The parameter \"memoryLimit\" is \"0.2\". Give a number from 1 (GiB).",
                error(settings, "memoryLimit"));
        assertTrue(error(settings, "threads").contains("a whole number from 1 up to"));
        assertEquals(Settings.DEFAULT, settings.settings().get());

        fill(settings.computing().get(), "memoryLimit", "");
        assertEquals("", error(settings, "memoryLimit"));
    }

    @Test
    void whatIsChangedElsewhereIsShown() {
        SettingsViewModel settings = settings();
        settings.change(now -> now.with(new Settings.Appearance("dark", 1.25)));

        assertEquals("dark", text(settings.appearance(), "theme"));
        assertEquals("125", text(settings.appearance(), "textSize"));
    }

    @Test
    void whatMeansTheSameStaysAsItWasWritten() {
        SettingsViewModel settings = settings();
        fill(settings.computing().get(), "memoryLimit", "2.00");

        assertEquals("2.00", text(settings.computing().get(), "memoryLimit"));
        assertEquals(new MemoryLimit(2L << 30), settings.memoryLimit());
    }

    @Test
    void devicesAreThoseFoundAndTheOneChosen() {
        SettingsViewModel settings = settings();
        fill(settings.computing().get(), "device", "cpu");
        settings.change(now -> now.with(now.computing().withDevice("gpu:3")));
        settings.found(List.of("gpu:0"));

        FormModel form = settings.computing().get();
        assertEquals(List.of("auto", "cpu", "gpu:0", "gpu:3"), field(form, "device").allowed());
        assertEquals("gpu:3", text(form, "device"));
    }

    @Test
    void aFolderIsTakenOnceItIsKnownToBeOne() throws Exception {
        SettingsViewModel settings = settings();
        FolderSetting models = settings.folders().getFirst();
        models.text().set(folder.resolve("missing").toString());
        models.commit();
        assertEquals(
                folder.resolve("missing")
                        + " is not a folder. Choose one that exists, or leave this empty.",
                models.error().get());
        assertEquals(Settings.DEFAULT, settings.settings().get());

        Path there = Files.createDirectory(folder.resolve("models"));
        models.choose(there);
        assertEquals("", models.error().get());
        assertEquals(there.toString(), file().read().settings().folders().modelFolder());

        models.clear();
        assertEquals(Settings.DEFAULT, file().read().settings());
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidAndTheChangeHolds() throws Exception {
        Files.writeString(folder.resolve("taken"), "");
        Path file = folder.resolve("taken").resolve("settings.json");
        SettingsViewModel settings = settings(new SettingsFile(file, Clock.systemUTC()));
        settings.change(Settings::afterTour);

        assertTrue(settings.settings().get().toured());
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("Could not write " + file), problems::toString);
    }

    @Test
    void aBrokenFileIsSaidAndTheUsualSettingsHold() throws Exception {
        Files.writeString(file().file(), "{");
        SettingsViewModel settings = settings();

        assertEquals(Settings.DEFAULT, settings.settings().get());
        assertTrue(problems.getFirst().contains("was set aside as"), problems::toString);
    }

    private SettingsFile file() {
        return new SettingsFile(folder.resolve("settings.json"), Clock.systemUTC());
    }

    private SettingsViewModel settings() {
        return settings(file());
    }

    private SettingsViewModel settings(SettingsFile of) {
        Background atOnce = new Background(Runnable::run, Runnable::run);
        return new SettingsViewModel(of, atOnce, new Texts(), problems::add);
    }

    private static Field field(FormModel form, String name) {
        return form.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private static void fill(FormModel form, String name, String text) {
        form.value(field(form, name)).set(text);
    }

    private static String text(FormModel form, String name) {
        return form.value(field(form, name)).get();
    }

    private static String error(SettingsViewModel settings, String name) {
        FormModel form = settings.computing().get();
        return form.error(field(form, name)).get();
    }
}
