package org.espalier.ui.recipe;

import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Params;
import org.espalier.job.JobSpec;
import org.espalier.job.work.MemoryEstimate;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeStep;
import org.espalier.report.Numbers;
import org.espalier.ui.Study;
import org.espalier.ui.recipe.Advice.Phrase;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run will take, before it starts. The time is that of an earlier run on the same data, else
 * it is put together from how long a scan and an evaluation took; without either it is not known.
 *
 * @param earlier jobs on the same model that ended well
 */
record RunEstimate(MethodCatalog methods, List<EarlierJob> earlier) {

    /** How long a run of a recipe takes, and how that is known. */
    Phrase time(Study study, Recipe recipe) {
        Study.Data data = study.data();
        if (data == null) {
            return new Phrase("recipe.time.noData");
        }
        Optional<EarlierJob> run =
                latest(
                        spec ->
                                spec instanceof JobSpec.Run r
                                        && r.calibration().equals(data.calibration()));
        if (run.isPresent()) {
            return new Phrase("recipe.time.run", Numbers.clock(run.get().seconds()));
        }
        Optional<EarlierJob> scan = latest(spec -> spec instanceof JobSpec.Scan s && !s.measured());
        Optional<EarlierJob> evaluation = latest(JobSpec.Evaluate.class::isInstance);
        if (scan.isEmpty() || evaluation.isEmpty()) {
            return new Phrase("recipe.time.unknown");
        }
        long calibrations = recipe.steps().stream().filter(this::calibrates).count();
        double seconds = calibrations * scan.get().seconds() + 2 * evaluation.get().seconds();
        return new Phrase(
                "recipe.time.parts",
                Numbers.clock(seconds),
                Numbers.clock(scan.get().seconds()),
                Numbers.clock(evaluation.get().seconds()));
    }

    /** How much memory a run of a recipe takes, in a sentence. */
    String memory(Study study, Recipe recipe) {
        boolean calibrates = recipe.steps().stream().anyMatch(this::calibrates);
        return MemoryEstimate.of(
                        study.network(),
                        study.layers(),
                        calibrates ? Kind.NORMS : Kind.NONE,
                        MemoryEstimate.BATCH)
                .text();
    }

    private boolean calibrates(RecipeStep step) {
        return step.enabled() && needs(methods.find(step.method()), step) != Kind.NONE;
    }

    private static <P extends Params> Kind needs(CompressionMethod<P> method, RecipeStep step) {
        return method.needs(method.paramsType().cast(step.params()));
    }

    private Optional<EarlierJob> latest(Predicate<JobSpec> wanted) {
        return earlier.stream()
                .filter(ended -> wanted.test(ended.spec()))
                .max(Comparator.comparing(EarlierJob::at));
    }
}
