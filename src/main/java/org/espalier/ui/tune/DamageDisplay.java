package org.espalier.ui.tune;

import org.espalier.analyze.Prediction;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.measure.ModelOutput;
import org.espalier.measure.Quality;
import org.espalier.model.LanguageModel;
import org.espalier.model.Layer;
import org.espalier.ui.Study;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which damage the heatmap shows, what is known of it, and the measured scans that it takes.
 *
 * <p>Output error is computed from one calibration pass. One other measure can be measured: which,
 * the model's output and the labels decide. The drop of accuracy can also be estimated from the
 * output error, once the baseline is measured.
 */
public final class DamageDisplay {
    private final ScanJobs jobs;
    private final Supplier<List<String>> methods;
    private final Runnable changed;
    private final Sensitivities tables = new Sensitivities();
    private DamageChoice choice = DamageChoice.FIRST;
    private @Nullable Study study;
    private @Nullable Quality baseline;

    /**
     * Shows damage of each layer by its method.
     *
     * @param methods keys, one per layer
     * @param changed called when more is known or something else is to be shown
     */
    DamageDisplay(ScanJobs jobs, Supplier<List<String>> methods, Runnable changed) {
        this.jobs = jobs;
        this.methods = methods;
        this.changed = changed;
    }

    /** Starts again. */
    void open(Study opened) {
        study = opened;
        baseline = null;
        choice = DamageChoice.FIRST;
        tables.open(opened.layers().stream().map(Layer::id).toList());
    }

    /** Takes the instant tables. */
    void scanned(List<SensitivityTable> found) {
        tables.add(found);
        changed.run();
    }

    /** Takes what was measured of the model as it is. */
    void baseline(Quality measured) {
        baseline = measured;
        changed.run();
    }

    /** Quality of the model as it is; null until measured. */
    @Nullable Quality baseline() {
        return baseline;
    }

    /** Shows this measure, as instant or measured as before if it can be. */
    public void show(Measure measure) {
        boolean measured = choice.measured() ? measurable(measure) : !instant(measure);
        show(new DamageChoice(measure, measured));
    }

    /** Shows instant or measured damage, of the same measure if it can be. */
    public void show(boolean measured) {
        Measure now = choice.measure();
        Measure measure =
                measured
                        ? (measurable(now) ? now : measurable())
                        : (instant(now) ? now : Measure.OUTPUT_ERROR);
        show(new DamageChoice(measure, measured));
    }

    private void show(DamageChoice next) {
        choice = next;
        scan();
        changed.run();
    }

    /** Starts the measured scans of the layers' methods that are to be shown and never started. */
    void scan() {
        Study now = study;
        if (choice.measured() && now != null && now.data() != null) {
            methods.get().stream()
                    .distinct()
                    .filter(key -> tables.measured(key) == null)
                    .forEach(key -> scan(now, key));
        }
    }

    private void scan(Study of, String method) {
        tables.expect(method, choice.measure());
        jobs.measuredScan(of, method, event -> cell(of, event));
    }

    private void cell(Study of, JobEvent event) {
        if (of != study) {
            return;
        }
        switch (event) {
            case JobEvent.CellMeasured cell -> tables.add(cell);
            case JobEvent.Finished(var at, JobResult.Scanned scanned) ->
                    tables.add(scanned.tables());
            default -> {
                return;
            }
        }
        changed.run();
    }

    /** The measure that a measured scan of this model gives. */
    Measure measurable() {
        Study now = study;
        if (now != null && embeds(now)) {
            return Measure.COSINE_DISTANCE;
        }
        boolean labelled = now != null && now.data() != null && now.data().labelled();
        return labelled ? Measure.ACCURACY_DROP : Measure.KL_DIVERGENCE;
    }

    private static boolean embeds(Study study) {
        try {
            return ModelOutput.of(study.network()).kind() == ModelOutput.Kind.TOKEN_EMBEDDINGS;
        } catch (UserFacingException e) {
            // Which output counts is not clear; a scan says so when it is asked for.
            return false;
        }
    }

    /** Whether a measured scan gives this. */
    boolean measurable(Measure measure) {
        return scannable() && measure == measurable();
    }

    /**
     * Whether the model can run for every cell. One that scores each token of a text would be asked
     * for a whole vocabulary at each: perplexity is measured by runs.
     */
    boolean scannable() {
        return study == null || !LanguageModel.isOne(study.network());
    }

    /** Whether this is known without a measured scan. */
    boolean instant(Measure measure) {
        return measure == Measure.OUTPUT_ERROR
                || measure == Measure.ACCURACY_DROP && baselineAccuracy() != null;
    }

    private @Nullable Quality baselineAccuracy() {
        return baseline != null && Prediction.isAccuracy(baseline) ? baseline : null;
    }

    /** What is shown. */
    public DamageChoice choice() {
        return choice;
    }

    /** The table of what is shown; all unknown if there is none yet. */
    SensitivityTable table() {
        SensitivityTable table = tables.table(methods.get(), choice);
        return estimates() ? estimate(table) : table;
    }

    /** The known tables of what is shown, in the methods' order. */
    List<SensitivityTable> all(Stream<String> methods) {
        Stream<SensitivityTable> known = tables.all(methods, choice.measured());
        return (estimates() ? known.map(this::estimate) : known).toList();
    }

    private boolean estimates() {
        return !choice.measured() && choice.measure() == Measure.ACCURACY_DROP;
    }

    private SensitivityTable estimate(SensitivityTable errors) {
        return Prediction.drops(errors, Objects.requireNonNull(baselineAccuracy()));
    }

    /** The table of output errors. */
    SensitivityTable errors() {
        return tables.table(methods.get(), DamageChoice.FIRST);
    }

    /** The table of output errors by the method of this key; all unknown before a scan told. */
    public SensitivityTable errors(String key) {
        return tables.table(key, DamageChoice.FIRST);
    }

    /** What accuracy is best predicted from: a whole measured table if it can be, else errors. */
    SensitivityTable predicting() {
        SensitivityTable measured = measured();
        if (measured != null
                && measured.measure() != Measure.COSINE_DISTANCE
                && Sensitivities.known(measured) == 1) {
            return measured;
        }
        return errors();
    }

    /** The measured table as far as it is known; null if no scan was started. */
    @Nullable SensitivityTable measured() {
        List<String> keys = methods.get();
        boolean none = keys.stream().allMatch(key -> tables.measured(key) == null);
        return none ? null : tables.table(keys, new DamageChoice(measurable(), true));
    }
}
