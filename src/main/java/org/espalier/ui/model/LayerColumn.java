package org.espalier.ui.model;

import org.espalier.report.Numbers;
import org.espalier.ui.table.Column;

import java.util.function.Function;

/** A column of the layer table: what is compared when sorting, and what is read. */
enum LayerColumn implements Column<LayerRow> {
    NAME("name", 176, 142, LayerRow::name, LayerRow::name),
    KIND("kind", 98, 90, LayerRow::kind, LayerRow::kind),
    IN_OUT("inOut", 104, 98, row -> row.layer().inChannels(), LayerRow::inOut),
    WEIGHTS("weights", 76, 66, LayerRow::weights, row -> weights(row.weights())),
    SHARE("share", 72, 52, LayerRow::share, row -> Numbers.percent(row.share())),
    MACS("macs", 64, 60, LayerRow::macs, row -> row.macs() < 0 ? "–" : Numbers.compact(row.macs())),
    ZEROS("zeros", 62, 56, LayerRow::zeros, row -> Numbers.percent(row.zeros())),
    PATTERN("pattern", 54, 48, LayerRow::pattern, LayerRow::pattern),
    INPUT_RMS(
            "inputRms",
            76,
            66,
            LayerRow::inputRms,
            row -> known(row, Numbers.three(row.inputRms()))),
    DEAD_INPUTS(
            "deadInputs",
            70,
            62,
            LayerRow::deadInputs,
            row -> known(row, Numbers.count(row.deadInputs())));

    private static final long MILLION = 1_000_000;

    private final String key;
    private final double width;
    private final double least;
    private final Function<LayerRow, Comparable<?>> value;
    private final Function<LayerRow, String> text;

    LayerColumn(
            String key,
            double width,
            double least,
            Function<LayerRow, Comparable<?>> value,
            Function<LayerRow, String> text) {
        this.key = key;
        this.width = width;
        this.least = least;
        this.value = value;
        this.text = text;
    }

    /** Millions in short; the inspector and what is copied have the exact number. */
    static String weights(long count) {
        return count < MILLION ? Numbers.count(count) : Numbers.compact(count);
    }

    private static String known(LayerRow row, String text) {
        return row.inputs() == null ? "–" : text;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean isUsual() {
        return this != INPUT_RMS && this != DEAD_INPUTS;
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double least() {
        return least;
    }

    @Override
    public Comparable<?> value(LayerRow row) {
        return value.apply(row);
    }

    @Override
    public String text(LayerRow row) {
        return text.apply(row);
    }

    @Override
    public boolean isNumber() {
        return this != NAME && this != KIND && this != SHARE && this != PATTERN;
    }

    @Override
    public String exact(LayerRow row) {
        return this == IN_OUT ? text(row) : value(row).toString();
    }
}
