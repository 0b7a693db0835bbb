package org.espalier.ui.runs;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

import org.espalier.project.Edit.MarkRuns;
import org.espalier.project.Edit.MarkRuns.Reason;
import org.espalier.project.Goals;
import org.espalier.project.NamedRecipe;
import org.espalier.project.ProjectState;
import org.espalier.project.RunMarks;
import org.espalier.project.RunRecord;
import org.espalier.ui.Background;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Texts;
import org.espalier.ui.table.FilteredRows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The runs of the project as rows, those that are selected, and what can be done with them. */
public final class RunsViewModel {
    private final ProjectViewModel project;
    private final ProjectRuns stored;
    private final RunStarter starter;
    private final Consumer<Path> reveal;
    private final Texts texts;
    private final RunColumns columns;
    private final RunDetails details;
    private final FilteredRows<RunRow> rows;
    private final ReadOnlyObjectWrapper<List<RunRow>> selected =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<String>> log = new ReadOnlyObjectWrapper<>(List.of());
    private final Background.Latest<Path> opening;
    private final Background.Latest<List<String>> reading;
    private Consumer<List<String>> compare = names -> {};
    private Consumer<NamedRecipe> edit = recipe -> {};
    private boolean following;

    /**
     * Follows the runs of the open project.
     *
     * @param reveal shows a folder in the system's file browser
     */
    public RunsViewModel(
            ProjectViewModel project,
            ProjectRuns stored,
            RunStarter starter,
            Consumer<Path> reveal,
            Background background,
            Texts texts) {
        this.project = project;
        this.stored = stored;
        this.starter = starter;
        this.reveal = reveal;
        this.texts = texts;
        columns = new RunColumns(texts);
        details = new RunDetails(texts);
        rows = new FilteredRows<>(columns.filter(), texts);
        reading = background.latest(log::set, reason -> log.set(List.of(reason)));
        opening = background.latest(folder -> message.set(""), message::set);
        stored.all().subscribe(now -> follow());
        project.state().subscribe(now -> follow());
        rows.shown().addListener((ListChangeListener<RunRow>) change -> select(ids()));
    }

    /** Says where runs lead: names to compare, and a recipe to edit. */
    public void lead(Consumer<List<String>> toCompare, Consumer<NamedRecipe> toEdit) {
        compare = toCompare;
        edit = toEdit;
    }

    private void follow() {
        ProjectState state = project.state().get();
        Goals goals = state == null ? Goals.NONE : state.goals();
        List<RunRow> now = new Lineage(stored.all().get(), goals).rows();
        if (!now.equals(rows.all())) {
            List<String> ids = ids();
            following = true;
            rows.all().setAll(now);
            following = false;
            summary.set(summary(now.size()));
            show(ids);
        }
    }

    private String summary(int count) {
        return count == 0 ? "" : texts.get("runs.count", count);
    }

    // ---- the selection

    /**
     * Selects runs by their ids; those that the filter hides are never selected. What the table
     * says while its rows change counts for nothing.
     */
    public void select(List<String> ids) {
        List<String> seen = rows.shown().stream().map(RunRow::id).filter(ids::contains).toList();
        if (!following && !Set.copyOf(seen).equals(Set.copyOf(ids()))) {
            show(seen);
        }
    }

    /** Selects the run that began last. */
    public void selectLast() {
        rows.all().stream()
                .map(RunRow::id)
                .max(Comparator.naturalOrder())
                .ifPresent(id -> select(List.of(id)));
    }

    private void show(List<String> ids) {
        selected.set(rows.all().stream().filter(row -> ids.contains(row.id())).toList());
        log.set(List.of());
        one().ifPresent(row -> reading.submit(() -> details.log(row.run())));
    }

    private Optional<RunRow> one() {
        List<RunRow> chosen = selected.get();
        return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
    }

    private List<String> ids() {
        return selected.get().stream().map(RunRow::id).toList();
    }

    private ObservableValue<Boolean> selection(Predicate<List<RunRow>> condition) {
        return selected.map(condition::test);
    }

    /** Whether there are some, and all of them are so. */
    private ObservableValue<Boolean> all(Predicate<RunRow> condition) {
        return selection(chosen -> !chosen.isEmpty() && chosen.stream().allMatch(condition));
    }

    private ObservableValue<Boolean> one(Predicate<RunRow> condition) {
        return selection(chosen -> chosen.size() == 1 && condition.test(chosen.getFirst()));
    }

    /** Whether the selected runs can be compared. */
    public ObservableValue<Boolean> canCompare() {
        return all(RunRow::comparable);
    }

    /** Whether one run is selected. */
    public ObservableValue<Boolean> isOne() {
        return one(row -> true);
    }

    /** Whether one run is selected that gave a model. */
    public ObservableValue<Boolean> hasResult() {
        return one(RunRow::comparable);
    }

    /** Whether all selected runs can go on. */
    public ObservableValue<Boolean> canResume() {
        return all(row -> row.state().resumable());
    }

    /** Whether none of the selected runs is in the queue. */
    public ObservableValue<Boolean> canDelete() {
        return all(row -> !row.state().live());
    }

    // ---- what can be done with them

    /** Compares the selected runs. */
    public void compareSelected() {
        List<String> names =
                selected.get().stream()
                        .filter(RunRow::comparable)
                        .map(RunRow::run)
                        .sorted(Comparator.comparing(RunRecord::id))
                        .map(RunRecord::title)
                        .toList();
        if (!names.isEmpty()) {
            compare.accept(names);
        }
    }

    /** Does the selected runs once more. */
    public void rerun() {
        selected.get().forEach(row -> starter.again(row.run()));
    }

    /** Takes the recipe of the selected run to the Recipe screen, as a new one. */
    public void editAndRerun() {
        one().map(RunRow::run)
                .ifPresent(run -> edit.accept(new NamedRecipe(run.name(), run.plan().recipe())));
    }

    /** Runs a recipe on the model that the selected run gave. */
    public void runOnResult(NamedRecipe recipe) {
        one().ifPresent(row -> starter.startOn(row.run(), recipe.name(), recipe.yaml()));
    }

    /** The recipes that can be run on a result. */
    public List<NamedRecipe> recipes() {
        ProjectState state = project.state().get();
        return state == null ? List.of() : state.recipes().all();
    }

    /** Lets the selected runs go on. */
    public void resume() {
        selected.get().stream()
                .filter(row -> row.state().resumable())
                .forEach(row -> starter.resume(row.run()));
    }

    /** Shows the folder of the selected run. */
    public void openFolder() {
        one().map(row -> row.run().folder())
                .ifPresent(
                        folder ->
                                opening.submit(
                                        () -> {
                                            reveal.accept(folder);
                                            return folder;
                                        }));
    }

    /** Moves the selected runs to the trash; those in the queue stay. */
    public void delete() {
        mark(row -> !row.state().live(), marks -> marks.withDeleted(true), Reason.DELETE);
    }

    // ---- what the user writes on them

    /** Gives the selected run another name; none gives it back its own. */
    void rename(String name) {
        mark(row -> true, marks -> marks.withName(name.strip()), Reason.RENAME);
    }

    /** Sets the tags of the selected run, with commas between them. */
    void tag(String tags) {
        List<String> all =
                Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList();
        mark(row -> true, marks -> marks.withTags(all), Reason.TAG);
    }

    /** Sets the notes on the selected run. */
    void note(String notes) {
        mark(row -> true, marks -> marks.withNotes(notes), Reason.NOTE);
    }

    private void mark(Predicate<RunRow> which, UnaryOperator<RunMarks> change, Reason reason) {
        Map<String, RunMarks> marks =
                selected.get().stream()
                        .filter(which)
                        .collect(
                                Collectors.toMap(
                                        RunRow::id,
                                        row -> change.apply(row.run().marks()),
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        if (!marks.isEmpty()) {
            project.edit(new MarkRuns(marks, reason));
        }
    }

    // ---- what is shown

    /** The columns of the table. */
    RunColumns columns() {
        return columns;
    }

    /** All rows, and those that pass the filter. */
    public FilteredRows<RunRow> rows() {
        return rows;
    }

    /** The selected rows, in the order of the table without sorting. */
    public ReadOnlyObjectProperty<List<RunRow>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** What the journal of the selected run tells, a line each; empty until it is read. */
    public ReadOnlyObjectProperty<List<String>> log() {
        return log.getReadOnlyProperty();
    }

    /** Says what is known of one run. */
    RunDetails details() {
        return details;
    }

    /** How many runs there are: {@code 3 runs in this project}; empty if there are none. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** A sentence for the user; empty if there is none. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }
}
