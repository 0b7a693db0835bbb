package org.espalier.ui.model;

import org.espalier.report.Numbers;
import org.espalier.ui.table.Column;

import java.util.function.Function;

/** A column of the layer table: what is compared when sorting, and what is read. */
enum LayerColumn implements Column<LayerRow> {
    NAME("name", 176, LayerRow::name, LayerRow::name),
    KIND("kind", 98, LayerRow::kind, LayerRow::kind),
    IN_OUT("inOut", 90, row -> row.layer().inChannels(), LayerRow::inOut),
    WEIGHTS("weights", 78, LayerRow::weights, row -> Numbers.count(row.weights())),
    SHARE("share", 84, LayerRow::share, row -> Numbers.percent(row.share())),
    MACS("macs", 62, LayerRow::macs, row -> row.macs() < 0 ? "–" : Numbers.compact(row.macs())),
    ZEROS("zeros", 62, LayerRow::zeros, row -> Numbers.percent(row.zeros())),
    PATTERN("pattern", 52, LayerRow::pattern, LayerRow::pattern),
    INPUT_RMS("inputRms", 66, LayerRow::inputRms, row -> known(row, Numbers.three(row.inputRms()))),
    DEAD_INPUTS(
            "deadInputs",
            66,
            LayerRow::deadInputs,
            row -> known(row, Numbers.count(row.deadInputs())));

    private final String key;
    private final double width;
    private final Function<LayerRow, Comparable<?>> value;
    private final Function<LayerRow, String> text;

    LayerColumn(
            String key,
            double width,
            Function<LayerRow, Comparable<?>> value,
            Function<LayerRow, String> text) {
        this.key = key;
        this.width = width;
        this.value = value;
        this.text = text;
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
