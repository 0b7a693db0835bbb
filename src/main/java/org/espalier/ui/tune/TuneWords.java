package org.espalier.ui.tune;

import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.LayerId;
import org.espalier.report.Numbers;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Says in sentences what the Tune screen shows: the selection, a heatmap cell, a scan's state. */
final class TuneWords {
    private static final Map<Measure, String> NAMES =
            Map.of(
                    Measure.ACCURACY_DROP, "tune.measure.accuracy",
                    Measure.OUTPUT_ERROR, "tune.measure.error",
                    Measure.KL_DIVERGENCE, "tune.measure.kl",
                    Measure.COSINE_DISTANCE, "tune.measure.cosine");

    private final Texts texts;

    TuneWords(Texts texts) {
        this.texts = texts;
    }

    /** What to do as long as there is no data. */
    String noData() {
        return texts.get("tune.noData");
    }

    String nothingSelected() {
        return texts.get("tune.nothing");
    }

    /** A layer with its sparsity; {@code mark} is what is special about it. */
    String selection(LayerId layer, double sparsity, boolean locked, String mark) {
        String lock = locked ? texts.get("tune.locked") : "";
        String more = (lock + " " + mark).strip();
        return texts.get("tune.selection", layer, Numbers.percent(sparsity), more);
    }

    /**
     * What a table knows of a layer at a sparsity.
     *
     * @param own the layer's method if it is not the schedule's; null if it is
     */
    String cell(
            SensitivityTable table,
            DamageChoice choice,
            int layer,
            double sparsity,
            @Nullable PruningMethod own) {
        boolean unknown = Arrays.stream(table.damage()[layer]).allMatch(Double::isNaN);
        String damage =
                unknown
                        ? texts.get("tune.unknown")
                        : damage(choice, table.damageAt(layer, sparsity));
        String by = own == null ? "" : " " + texts.get("tune.cell.own", own.facts().title());
        String cell =
                texts.get(
                        "tune.cell",
                        table.layers().get(layer),
                        Numbers.wholePercent(sparsity),
                        damage);
        return cell + by;
    }

    private String damage(DamageChoice choice, double damage) {
        return switch (choice.measure()) {
            case OUTPUT_ERROR -> texts.get("tune.damage.error", Numbers.three(damage * 100));
            case ACCURACY_DROP ->
                    texts.get(
                            choice.measured() ? "tune.damage.drop" : "tune.damage.estimate",
                            Numbers.points(-damage));
            case KL_DIVERGENCE -> texts.get("tune.damage.kl", Numbers.fixed(damage, 4));
            case COSINE_DISTANCE -> texts.get("tune.damage.cosine", Numbers.fixed(damage, 4));
        };
    }

    /** The switch between measures: accuracy, output error, and KL or cosine. */
    List<MeasureSwitch> measures(DamageDisplay damage, boolean data) {
        Measure third =
                damage.measurable() == Measure.COSINE_DISTANCE
                        ? Measure.COSINE_DISTANCE
                        : Measure.KL_DIVERGENCE;
        return Stream.of(Measure.ACCURACY_DROP, Measure.OUTPUT_ERROR, third)
                .map(measure -> measure(measure, damage, data))
                .toList();
    }

    /** What the damage curves of one layer show. */
    String curves(DamageChoice choice) {
        return texts.get("tune.curve", texts.get(name(choice.measure())));
    }

    private MeasureSwitch measure(Measure measure, DamageDisplay damage, boolean data) {
        String name = name(measure);
        boolean known = damage.instant(measure) || damage.measurable(measure);
        String why =
                !data
                        ? texts.get("tune.noData")
                        : known ? "" : unknown(measure, damage.scannable());
        return new MeasureSwitch(measure, texts.get(name), texts.get(name + ".tooltip"), why);
    }

    private String unknown(Measure measure, boolean scannable) {
        if (!scannable) {
            return texts.get("tune.measure.text.why");
        }
        return measure == Measure.ACCURACY_DROP
                ? texts.get("tune.measure.accuracy.why")
                : texts.get("tune.measure.kl.why");
    }

    private static String name(Measure measure) {
        return Objects.requireNonNull(NAMES.get(measure));
    }

    /**
     * What is known of a layer under its schedule.
     *
     * @param errors share of the output's energy that each layer loses
     * @param inputs null before calibration
     */
    String facts(
            SensitivityTable errors,
            int layer,
            Target target,
            @Nullable LayerInputs inputs,
            Study.@Nullable Data data) {
        if (data == null || inputs == null) {
            return "";
        }
        double error = errors.damageAt(layer, target);
        String kept =
                texts.get("tune.facts.kept", Numbers.percent(Math.max(0, 1 - error)))
                        + pattern(errors, layer, target);
        String dead = texts.get("tune.facts.dead", Numbers.count(inputs.dead()));
        int samples = data.calibration().samples();
        String calibrated =
                samples == 0
                        ? texts.get("tune.facts.all")
                        : texts.get(
                                "tune.facts.calibrated",
                                Numbers.count(samples),
                                data.calibration().seed());
        return String.join(" ", kept, dead, calibrated);
    }

    /** What a pattern costs beside as many zeros anywhere, or that it is not known. */
    private String pattern(SensitivityTable errors, int layer, Target target) {
        if (!(target instanceof Target.NM nm)) {
            return "";
        }
        String free = Numbers.percent(errors.damageAt(layer, nm.sparsity()));
        OptionalDouble known = errors.patternDamage(layer, nm);
        return " "
                + (known.isPresent()
                        ? texts.get(
                                "tune.facts.pattern",
                                nm,
                                Numbers.percent(known.getAsDouble()),
                                free)
                        : texts.get("tune.facts.patternUnknown", nm, free));
    }

    /**
     * Caption of the Measured switch; with the known share while the scan of {@code table} runs.
     */
    String measuredCaption(@Nullable SensitivityTable table) {
        double known = table == null ? 0 : Sensitivities.known(table);
        return known == 0 || known == 1
                ? texts.get("tune.measured")
                : texts.get("tune.measured.share", Numbers.wholePercent(known));
    }
}
