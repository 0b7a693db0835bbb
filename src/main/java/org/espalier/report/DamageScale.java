package org.espalier.report;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

/**
 * How damage of one measure is coloured and written, the same in every heatmap.
 *
 * @param full damage at which the colours end
 */
record DamageScale(Measure measure, double full) {
    /** The scale for damage of all sizes. */
    static DamageScale of(Measure measure) {
        return new DamageScale(measure, most(measure));
    }

    /** The scale for damage up to {@code greatest}, ending at a round number. */
    static DamageScale upTo(double greatest, Measure measure) {
        return new DamageScale(measure, Math.min(Scale.roundUp(greatest), most(measure)));
    }

    private static double most(Measure measure) {
        return switch (measure) {
            case ACCURACY_DROP -> 0.2;
            case OUTPUT_ERROR -> 0.5;
            case KL_DIVERGENCE -> 1.0;
            case COSINE_DISTANCE -> 0.2;
        };
    }

    /** The colour of a known damage. */
    Ink ink(double damage, Palette palette) {
        return palette.damage().at(damage / full());
    }

    /** Fills a cell; hatched if its damage is not known. */
    void cell(Sketch sketch, Box box, double damage, Palette palette) {
        if (Double.isNaN(damage)) {
            sketch.fill(box, palette.empty());
            sketch.line(
                    box.x() + box.width() * 0.15,
                    box.bottom() - box.height() * 0.15,
                    box.right() - box.width() * 0.15,
                    box.y() + box.height() * 0.15,
                    Stroke.solid(palette.base().withOpacity(0.6), 0.8));
        } else {
            sketch.fill(box, ink(damage, palette));
        }
    }

    /** A known damage in a few letters, such as {@code 2.1 %}. */
    String brief(double damage) {
        return switch (measure) {
            case ACCURACY_DROP -> Numbers.points(-damage);
            case OUTPUT_ERROR -> Numbers.three(damage * 100) + " %";
            case KL_DIVERGENCE, COSINE_DISTANCE -> Numbers.three(damage);
        };
    }

    /** The key of the colours. */
    Ramp ramp(Palette palette) {
        return new Ramp(palette.damage(), start(), (full == most(measure) ? "≥ " : "") + end());
    }

    private String start() {
        return switch (measure) {
            case ACCURACY_DROP -> "0 pp";
            case OUTPUT_ERROR -> "0 %";
            case KL_DIVERGENCE, COSINE_DISTANCE -> "0";
        };
    }

    private String end() {
        return switch (measure) {
            case ACCURACY_DROP -> Numbers.fixed(full * 100, decimals(full * 100)) + " pp drop";
            case OUTPUT_ERROR ->
                    Numbers.fixed(full * 100, decimals(full * 100)) + " % output error";
            case KL_DIVERGENCE -> Numbers.fixed(full, Math.max(1, decimals(full))) + " nats KL";
            case COSINE_DISTANCE ->
                    Numbers.fixed(full, Math.max(1, decimals(full))) + " cosine distance";
        };
    }

    /** As many digits as a round number needs behind the point. */
    private static int decimals(double round) {
        return Math.clamp((long) Math.ceil(-Math.log10(round) - 1e-9), 0, 6);
    }
}
