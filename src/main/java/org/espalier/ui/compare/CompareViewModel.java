package org.espalier.ui.compare;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.espalier.analyze.Comparer;
import org.espalier.data.Sample;
import org.espalier.model.format.ModelFile;
import org.espalier.report.DisagreementFigure;
import org.espalier.report.ParetoFigure;
import org.espalier.report.compare.ComparedPair;
import org.espalier.report.compare.ComparedRun;
import org.espalier.report.compare.ComparisonFigures;
import org.espalier.report.compare.ComparisonTiles;
import org.espalier.report.compare.Headline;
import org.espalier.report.compare.MeasureTile;
import org.espalier.report.compare.ReportFolder;
import org.espalier.report.compare.RunMetric;
import org.espalier.report.compare.RunTable;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Which two models are compared, and what is shown of them. */
public final class CompareViewModel {
    /** Samples loaded for the screen. */
    private static final int SAMPLES = 24;

    private final ComparedRuns source;
    private final Workbench workbench;
    private final Texts texts;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final StringProperty baseline = new SimpleStringProperty("");
    private final StringProperty candidate = new SimpleStringProperty("");
    private final ObjectProperty<RunMetric> across = new SimpleObjectProperty<>(RunMetric.SIZE);
    private final Set<RunMetric> quality = EnumSet.of(RunMetric.ACCURACY, RunMetric.PERPLEXITY);
    private final ObjectProperty<RunMetric> up = new SimpleObjectProperty<>(RunMetric.ACCURACY);
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable DisagreementFigure> samples =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<String>> only = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty message = new SimpleStringProperty("");
    private final TextSamples writing;
    private final Background.Latest<Shown> comparing;
    private final Background.Latest<Optional<DisagreementFigure>> sampling;
    private final Background.Latest<Path> exporting;
    private List<String> known = List.of();
    private @Nullable Study study;

    /** Compares the runs of {@code source}; samples are read by the workbench, texts written. */
    public CompareViewModel(
            ComparedRuns source,
            Workbench workbench,
            TextSamples.Writer writer,
            Background background,
            Texts texts) {
        this.source = source;
        writing = new TextSamples(writer, texts);
        this.workbench = workbench;
        this.texts = texts;
        comparing = background.latest(this::compared, message::set);
        sampling = background.latest(figure -> samples.set(figure.orElse(null)), message::set);
        exporting = background.latest(this::exported, message::set);
        source.runs().addListener((ListChangeListener<ComparedRun>) change -> follow());
    }

    /**
     * What the screen shows.
     *
     * @param runs all of them in words
     */
    public record Shown(
            ComparedPair pair,
            Headline headline,
            List<MeasureTile> tiles,
            ComparisonFigures figures,
            List<RunTable.Row> runs) {}

    /** Compares runs of this study from now on. */
    public void open(Study opened) {
        study = opened;
        only.set(List.of());
        follow();
    }

    /** After the list of runs changed: one that is new becomes the candidate. */
    private void follow() {
        List<ComparedRun> runs = runs();
        message.set("");
        if (study == null || runs.isEmpty()) {
            names.clear();
            known = List.of();
            baseline.set("");
            candidate.set("");
            comparing.forget();
            sampling.forget();
            shown.set(null);
            samples.set(null);
            return;
        }
        List<String> all = new ArrayList<>(List.of(original()));
        runs.forEach(run -> all.add(run.name()));
        List<String> before = List.copyOf(names);
        if (!all.equals(before)) {
            names.setAll(all);
        }
        choose(
                kept(baseline.get(), before, all).orElse(original()),
                fresh(all).or(() -> kept(candidate.get(), before, all)).orElse(all.getLast()));
    }

    /** One that was not there when this was asked last. */
    private Optional<String> fresh(List<String> all) {
        List<String> before = known;
        known = source.runs().stream().map(ComparedRun::name).toList();
        return known.size() > before.size()
                ? all.stream()
                        .skip(1)
                        .filter(name -> !before.contains(name))
                        .reduce((first, last) -> last)
                : Optional.empty();
    }

    /** A run's name now; it may have been renamed. */
    private static Optional<String> kept(String name, List<String> before, List<String> all) {
        if (all.contains(name)) {
            return Optional.of(name);
        }
        int place = before.indexOf(name);
        return place > 0 && all.size() == before.size()
                ? Optional.of(all.get(place))
                : Optional.empty();
    }

    /**
     * Shows these runs only, the first beside the last; one alone beside the original.
     *
     * @param chosen their names, oldest first
     */
    public void showOnly(List<String> chosen) {
        only.set(List.copyOf(chosen));
        follow();
        choose(chosen.size() == 2 ? chosen.getFirst() : original(), chosen.getLast());
    }

    /** Shows all runs again. */
    public void showAll() {
        only.set(List.of());
        follow();
    }

    private List<ComparedRun> runs() {
        List<String> chosen = only.get();
        return chosen.isEmpty()
                ? List.copyOf(source.runs())
                : source.runs().stream().filter(run -> chosen.contains(run.name())).toList();
    }

    /** Puts two models beside each other, by their names. */
    public void choose(String base, String other) {
        baseline.set(base);
        candidate.set(other);
        List<ComparedRun> runs = runs();
        ComparedRun second = find(runs, other);
        ComparedRun first = find(runs, base);
        if (second == null || first == second) {
            return;
        }
        String original = original();
        comparing.submit(() -> shown(original, first, second, runs));
    }

    private static Shown shown(
            String original,
            @Nullable ComparedRun first,
            ComparedRun second,
            List<ComparedRun> runs) {
        ComparedPair pair =
                first == null
                        ? ComparedPair.of(original, second, runs)
                        : ComparedPair.of(
                                first,
                                second,
                                new Comparer().between(first.comparison(), second.comparison()),
                                runs);
        return new Shown(
                pair,
                Headline.of(pair),
                ComparisonTiles.of(pair),
                new ComparisonFigures(pair),
                new RunTable(original, runs).rows());
    }

    private static @Nullable ComparedRun find(List<ComparedRun> runs, String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElse(null);
    }

    private void compared(Shown next) {
        if (quality.contains(up.get())) {
            up.set(next.figures().quality());
        }
        writing.open(model(next, next.pair().baseline()), model(next, next.pair().candidate()));
        shown.set(next);
        samples.set(null);
        Study now = study;
        if (now != null && next.figures().disagreements() > 0) {
            sampling.submit(() -> next.figures().disagreements(SAMPLES, samples(now, next)));
        }
    }

    /** The folder of a model that writes; null if it is none or not known. */
    private @Nullable Path model(Shown of, String name) {
        ComparedRun run = find(of.pair().runs(), name);
        Study now = study;
        Path file = run != null ? Path.of(run.changes().output()) : now == null ? null : now.file();
        return file != null && ModelFile.isCheckpoint(file) ? file : null;
    }

    /** Reads those that will be shown at once; opening the data takes longer than reading them. */
    private IntFunction<Sample> samples(Study now, Shown of) {
        int[] indices = of.figures().disagreeing(SAMPLES);
        List<Sample> read = workbench.samples(now, indices);
        Map<Integer, Sample> byIndex = new HashMap<>();
        for (int i = 0; i < indices.length; i++) {
            byIndex.put(indices[i], read.get(i));
        }
        return index -> byIndex.getOrDefault(index, new Sample.Unseen());
    }

    /** Selects a run of {@link ParetoFigure}, by its index there; the original is no candidate. */
    public void select(int point) {
        if (point > 0 && point < names.size() && !names.get(point).equals(baseline.get())) {
            choose(baseline.get(), names.get(point));
        }
    }

    /** All runs by the chosen measures; null before there are any. */
    public @Nullable ParetoFigure pareto() {
        Shown now = shown.get();
        return now == null ? null : now.figures().pareto(across.get(), up.get());
    }

    /** Writes the report and its figures into a folder. */
    public void export(Path folder) {
        Shown now = shown.get();
        Study of = study;
        if (now != null && of != null) {
            String original = original();
            message.set(texts.get("compare.exporting"));
            exporting.submit(
                    () -> {
                        new ReportFolder(folder).write(now.pair(), original, samples(of, now));
                        return folder.resolve("report.html");
                    });
        }
    }

    /** Writes the report alone. */
    public void exportHtml(Path file) {
        Shown now = shown.get();
        Study of = study;
        if (now != null && of != null) {
            String original = original();
            exporting.submit(
                    () -> {
                        ReportFolder.writeHtml(file, now.pair(), original, samples(of, now));
                        return file;
                    });
        }
    }

    private void exported(Path file) {
        message.set(texts.get("compare.exported", file));
    }

    private String original() {
        Study now = study;
        return now == null ? "" : now.name();
    }

    /** The original, then the runs. */
    public ObservableList<String> names() {
        return names;
    }

    /** Name of the model before. */
    public StringProperty baseline() {
        return baseline;
    }

    /** Name of the model after. */
    public StringProperty candidate() {
        return candidate;
    }

    /** Names of the runs that are shown; empty while all are. */
    public ReadOnlyObjectProperty<List<String>> only() {
        return only.getReadOnlyProperty();
    }

    /** Measure on the horizontal axis of all runs. */
    public ObjectProperty<RunMetric> across() {
        return across;
    }

    /** Measure on the vertical axis of all runs. */
    public ObjectProperty<RunMetric> up() {
        return up;
    }

    /** The comparison, null before the first run. */
    public ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /** The samples on which the two disagree; null until they are read, or if there are none. */
    public ReadOnlyObjectProperty<@Nullable DisagreementFigure> samples() {
        return samples.getReadOnlyProperty();
    }

    /** What the two write, if they are language models. */
    public TextSamples writing() {
        return writing;
    }

    /** What came of the last export, or why something could not be done; empty for nothing. */
    public StringProperty message() {
        return message;
    }
}
