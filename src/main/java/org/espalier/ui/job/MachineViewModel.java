package org.espalier.ui.job;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.report.Numbers;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;

import java.util.List;
import java.util.function.Supplier;

/** What the gauges show; read anew only when asked, away from the screen's thread. */
public final class MachineViewModel {
    /**
     * One gauge.
     *
     * @param share from 0 to 1; NaN if unknown
     * @param value the number in words
     */
    public record Gauge(String title, double share, String value, String note) {}

    private final Supplier<MachineLoad> meter;
    private final Texts texts;
    private final Background.Latest<MachineLoad> reading;
    private final ReadOnlyObjectWrapper<List<Gauge>> gauges =
            new ReadOnlyObjectWrapper<>(List.of());

    /** Reads this machine. */
    public MachineViewModel(Background background, Texts texts) {
        this(MachineMeter.here(), background, texts);
    }

    MachineViewModel(Supplier<MachineLoad> meter, Background background, Texts texts) {
        this.meter = meter;
        this.texts = texts;
        reading = background.latest(load -> gauges.set(gauges(load)), reason -> {});
    }

    /** Reads the machine again. */
    public void refresh() {
        reading.submit(meter);
    }

    private List<Gauge> gauges(MachineLoad load) {
        return List.of(
                gauge(
                        "gauge.cpu",
                        load.cpu() < 0 ? Double.NaN : load.cpu(),
                        load.cpu() < 0 ? texts.get("unknown") : Numbers.wholePercent(load.cpu()),
                        texts.get("gauge.cpu.note", load.cores(), load.threads())),
                gauge(
                        "gauge.workers",
                        share(load.workers(), load),
                        bytes(load.workers()),
                        texts.get("gauge.workers.note", bytes(load.window()))),
                gauge(
                        "gauge.memory",
                        share(load.used(), load),
                        bytes(load.used()),
                        texts.get("gauge.memory.note", bytes(load.total()))));
    }

    private Gauge gauge(String key, double share, String value, String note) {
        return new Gauge(texts.get(key), share, value, note);
    }

    private static double share(long bytes, MachineLoad load) {
        return bytes < 0 ? Double.NaN : (double) bytes / load.total();
    }

    private String bytes(long bytes) {
        return bytes < 0 ? texts.get("unknown") : Numbers.bytes(bytes);
    }

    /** The gauges; empty before the first reading. */
    public ReadOnlyObjectProperty<List<Gauge>> gauges() {
        return gauges.getReadOnlyProperty();
    }
}
