package org.espalier.ui.settings;

import static java.lang.Double.POSITIVE_INFINITY;

import org.espalier.compress.ParamsSchema.Field;
import org.espalier.project.Settings;
import org.espalier.ui.Texts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fields of the Settings screen.
 *
 * @param cores of this machine
 */
record SettingsFields(Texts texts, int cores) {
    private static final double LEAST_GIB = 1;
    private static final double GIB = 1 << 30;

    List<SettingField> appearance() {
        return List.of(
                new SettingField(
                        choice("theme", List.of("light", "dark"), "", "settings.theme.help"),
                        s -> s.appearance().theme(),
                        (s, text) -> s.with(s.appearance().withTheme(text))),
                new SettingField(
                        choice("textSize", textSizes(), "%", "settings.textSize.help"),
                        s -> plain(100 * s.appearance().textScale()),
                        (s, text) -> s.with(s.appearance().withTextScale(share(text)))));
    }

    /**
     * Where and how jobs run.
     *
     * @param devices as options spell them
     */
    List<SettingField> computing(List<String> devices) {
        return List.of(
                new SettingField(
                        choice("device", devices, "", "settings.device.help"),
                        s -> s.computing().device(),
                        (s, text) -> s.with(s.computing().withDevice(text))),
                new SettingField(
                        choice("engine", List.of("auto", "ort", "djl"), "", "settings.engine.help"),
                        s -> s.computing().engine(),
                        (s, text) -> s.with(s.computing().withEngine(text))),
                new SettingField(
                        choice(
                                "precision",
                                List.of("auto", "fp32", "fp16", "bf16"),
                                "",
                                "settings.precision.help"),
                        s -> s.computing().precision(),
                        (s, text) -> s.with(s.computing().withPrecision(text))),
                new SettingField(
                        number("threads", Integer.class, 1, cores, "", threadsHelp()),
                        s -> s.computing().threads() == 0 ? "" : "" + s.computing().threads(),
                        (s, text) -> s.with(s.computing().withThreads(whole(text)))),
                new SettingField(
                        number(
                                "memoryLimit",
                                Double.class,
                                LEAST_GIB,
                                POSITIVE_INFINITY,
                                "GiB",
                                texts.get("settings.memoryLimit.help")),
                        s -> gib(s.computing().memoryBytes()),
                        (s, text) -> s.with(s.computing().withMemoryBytes(bytes(text)))));
    }

    private String threadsHelp() {
        return texts.get("settings.threads.help", cores);
    }

    /** The devices to choose from; the one chosen stays, though it may be gone. */
    static List<String> devices(List<String> found, String chosen) {
        List<String> all = new ArrayList<>(List.of("auto", "cpu"));
        all.addAll(found);
        all.add(chosen);
        return all.stream().distinct().toList();
    }

    private static List<String> textSizes() {
        int steps =
                (int)
                        ((Settings.Appearance.MOST - Settings.Appearance.LEAST)
                                / SettingsViewModel.TEXT_STEP);
        return IntStream.rangeClosed(0, steps)
                .mapToObj(
                        i ->
                                plain(
                                        100
                                                * (Settings.Appearance.LEAST
                                                        + i * SettingsViewModel.TEXT_STEP)))
                .toList();
    }

    private Field choice(String name, List<String> allowed, String unit, String help) {
        return new Field(
                name,
                String.class,
                allowed.getFirst(),
                false,
                -POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                unit,
                texts.get(help),
                allowed);
    }

    /** A number that need not be given. */
    private static Field number(
            String name, Class<?> type, double min, double max, String unit, String help) {
        return new Field(name, type, "", true, min, max, unit, help, List.of());
    }

    private static double share(String percent) {
        return Double.parseDouble(percent) / 100;
    }

    private static int whole(String text) {
        return text.isEmpty() ? 0 : new BigDecimal(text).intValueExact();
    }

    private static long bytes(String gib) {
        return gib.isEmpty() ? 0 : Math.round(Double.parseDouble(gib) * GIB);
    }

    private static String gib(long bytes) {
        return bytes == 0 ? "" : plain(bytes / GIB);
    }

    /** Without zeros at the end. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
