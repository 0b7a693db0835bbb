package org.espalier.ui.model;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.report.Numbers;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightMarginals;
import org.espalier.ui.LayerRemoval;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Says in words what the Model screen shows of a layer. */
final class ModelWords {
    private final Texts texts;

    ModelWords(Texts texts) {
        this.texts = texts;
    }

    /**
     * Facts of a layer as label and value.
     *
     * @param sums null until they are known
     */
    List<ModelViewModel.Fact> facts(LayerRow row, @Nullable WeightMarginals sums) {
        var summary = row.summary();
        String norms =
                Numbers.three(summary.leastNorm()) + " – " + Numbers.three(summary.greatestNorm());
        List<ModelViewModel.Fact> facts = new ArrayList<>();
        facts.add(fact("model.fact.norms", norms));
        facts.add(fact("model.fact.dead", Numbers.count(summary.deadRows())));
        facts.add(fact("model.fact.fits", fits(row, sums)));
        facts.add(fact("model.fact.nan", Numbers.count(summary.notFinite())));
        if (row.inputs() != null) {
            facts.add(fact("model.fact.deadInputs", Numbers.count(row.deadInputs())));
        }
        facts.add(fact("model.fact.zeros", Numbers.percent(row.zeros())));
        facts.add(
                fact(
                        "model.fact.macs",
                        row.macs() < 0 ? texts.get("unknown") : Numbers.compact(row.macs())));
        facts.add(fact("model.fact.weight", row.layer().weight()));
        return facts;
    }

    private ModelViewModel.Fact fact(String key, String value) {
        return new ModelViewModel.Fact(texts.get(key), value);
    }

    private String fits(LayerRow row, @Nullable WeightMarginals sums) {
        if (row.summary().pattern24()) {
            return texts.get("model.fits.yes");
        }
        return sums == null
                ? texts.get("model.fits.no")
                : texts.get("model.fits.share", Numbers.wholePercent(sums.fitting()));
    }

    String headline(LayerRow row) {
        return texts.get("model.headline", row.kind(), row.inOut(), Numbers.count(row.weights()));
    }

    /** The size of the matrix and how to look at it. */
    String caption(LayerRow row) {
        var layout = row.layer().layout();
        return texts.get(
                "model.weights", Numbers.count(layout.rows()), Numbers.count(layout.columns()));
    }

    /** What the mask marks. */
    String mask(@Nullable LayerRemoval removal, long removed) {
        return removal == null || removal.nothing()
                ? texts.get("model.mask.zeros")
                : texts.get("model.mask.removed", Numbers.count(removed), by(removal));
    }

    /** What the histogram shows. */
    String histogram(@Nullable LayerRemoval removal, @Nullable WeightHistogram counts) {
        if (removal == null || removal.nothing() || counts == null) {
            return texts.get("model.histogram");
        }
        boolean parted = !Double.isNaN(counts.threshold());
        return texts.get(
                parted ? "model.histogram.threshold" : "model.histogram.score", by(removal));
    }

    private String by(LayerRemoval removal) {
        String target =
                switch (removal.target()) {
                    case Target.Sparsity share -> Numbers.percent(share.share());
                    case Target.NM nm -> nm.toString();
                };
        return texts.get("model.by", removal.method().facts().title(), target);
    }

    /** What the norms of the inputs come from, or what to do to know them. */
    String inputs(@Nullable LayerInputs inputs, Study.@Nullable Data data) {
        if (data == null) {
            return texts.get("model.inputs.noData");
        }
        if (inputs == null) {
            return texts.get("model.inputs.waiting");
        }
        int samples = data.calibration().samples();
        return samples == 0
                ? texts.get("model.inputs.all")
                : texts.get("model.inputs.samples", Numbers.count(samples));
    }
}
