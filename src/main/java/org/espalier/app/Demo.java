package org.espalier.app;

import org.espalier.analyze.BudgetSolver;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.LayerScopes;
import org.espalier.analyze.Preset;
import org.espalier.analyze.Schedule;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.UniformPreset;
import org.espalier.base.Plurals;
import org.espalier.base.Progress;
import org.espalier.base.WholeFile;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Scope;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.Estimate;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.format.ModelFile;
import org.espalier.project.ProjectFile;
import org.espalier.project.ProjectState;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.Recipe;
import org.espalier.report.Numbers;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The sample session without a window: an instant scan, uniform and budgeted schedules at the same
 * sparsities, each pruned by Wanda and measured, and the budget compared with the uniform schedule
 * on the same samples.
 */
final class Demo implements org.espalier.cli.Demo {
    private static final String METHOD = "wanda";
    private static final List<Double> SPARSITIES = List.of(0.5, 0.7, 0.8);

    /** Columns of the scan: every 5 % up to 95 %. */
    private static final List<Double> COLUMNS =
            IntStream.rangeClosed(1, 19).mapToObj(i -> i * 5 / 100.0).toList();

    private final JobsAtOnce jobs;
    private final Path sample;
    private final DemoPictures pictures;

    /**
     * A session on the project in {@code sample}.
     *
     * @param pictures paints the screens
     */
    Demo(JobsAtOnce jobs, Path sample, DemoPictures pictures) {
        this.jobs = jobs;
        this.sample = sample;
        this.pictures = pictures;
    }

    @Override
    public void run(Path folder, PrintStream out, Progress progress) {
        ProjectState project = ProjectFile.read(sample.toAbsolutePath().normalize());
        List<Layer> layers = Layers.of(ModelFile.read(project.model().path()));
        SensitivityTable table = scan(project, progress);
        out.printf(
                Locale.ROOT,
                "%s: instant sensitivity of %s at %d sparsities (Wanda).%n%n",
                project.model().path().getFileName(),
                Plurals.of(layers.size(), "layer"),
                COLUMNS.size());
        Session session = new Session(project, layers, table, folder.toAbsolutePath(), out);
        for (double sparsity : SPARSITIES) {
            session.prune(sparsity, progress);
        }
        print(session, out);
        new DemoResults(table, session.budgeted, session.rows, session.gains).write(folder, layers);
        out.printf("%nResults: %s%n", folder.toAbsolutePath());
        pictures.paint(folder).forEach(file -> out.println("Screen:  " + file));
    }

    private SensitivityTable scan(ProjectState project, Progress progress) {
        JobSpec.Scan spec =
                new JobSpec.Scan(
                        project.model().path().toString(),
                        Objects.requireNonNull(project.data().calibration()),
                        null,
                        List.of(METHOD),
                        COLUMNS,
                        false,
                        null,
                        EngineChoice.AUTO);
        return jobs.run(spec, JobResult.Scanned.class, progress).tables().getFirst();
    }

    private static void print(Session session, PrintStream out) {
        out.println();
        out.print(DemoRow.text(session.rows));
        out.println();
        for (DemoGain gain : session.gains) {
            out.println(gain.sentence());
        }
    }

    /** The runs, and what they gave so far. */
    private final class Session {
        private final ProjectState project;
        private final DataRef evaluation;
        private final List<Layer> layers;
        private final SensitivityTable table;
        private final Path folder;
        private final PrintStream out;
        private final List<DemoRow> rows = new ArrayList<>();
        private final List<DemoGain> gains = new ArrayList<>();
        private Schedule budgeted = new Schedule(Map.of());

        Session(
                ProjectState project,
                List<Layer> layers,
                SensitivityTable table,
                Path folder,
                PrintStream out) {
            this.out = out;
            this.project = project;
            this.evaluation = Objects.requireNonNull(project.data().evaluation());
            this.layers = layers;
            this.table = table;
            this.folder = folder;
        }

        void prune(double sparsity, Progress progress) {
            Preset.Plan uniform = plan(new UniformPreset(), sparsity);
            Preset.Plan shapedPlan = plan(new BudgetSolver(), uniform.sparsity());
            budgeted = shapedPlan.schedule();
            JobResult.Ran even = run("uniform", sparsity, uniform, progress);
            JobResult.Ran shaped = run("budgeted", sparsity, shapedPlan, progress);
            JobSpec.Compare spec =
                    new JobSpec.Compare(
                            even.output(), shaped.output(), evaluation, EngineChoice.AUTO);
            Comparison comparison = jobs.run(spec, JobResult.Compared.class, progress).comparison();
            Estimate gain = Objects.requireNonNull(comparison.qualityDifference());
            gains.add(new DemoGain(sparsity, gain, comparison.pValue()));
        }

        private Preset.Plan plan(Preset preset, double sparsity) {
            Schedule all = Schedule.uniform(layers, new Target.Sparsity(0));
            return preset.plan(
                    new Preset.Request(table, layers, all, LayerScopes.all(Scope.ROW), sparsity));
        }

        private JobResult.Ran run(
                String kind, double sparsity, Preset.Plan plan, Progress progress) {
            String name = kind + " " + Numbers.wholePercent(sparsity);
            List<LayerId> ids = layers.stream().map(Layer::id).toList();
            Recipe recipe =
                    new Recipe(
                            List.of(
                                    PruneStep.of(
                                            METHOD, PruneParams.DEFAULT, plan.schedule(), ids)));
            String file = "%s-%02.0f".formatted(kind, 100 * sparsity);
            WholeFile.writeString(folder.resolve(file + ".yaml"), recipe.toYaml());
            JobSpec.Run spec =
                    new JobSpec.Run(
                            project.model().path().toString(),
                            recipe.toYaml(),
                            Objects.requireNonNull(project.data().calibration()),
                            evaluation,
                            folder.resolve(file + ".onnx").toString(),
                            EngineChoice.AUTO);
            JobResult.Ran ran = jobs.run(spec, JobResult.Ran.class, progress);
            if (rows.isEmpty()) {
                rows.add(DemoRow.before(ran.comparison()));
            }
            rows.add(DemoRow.after(name, ran.comparison()));
            out.println(name + ": " + ran.comparison().verdict());
            return ran;
        }
    }
}
