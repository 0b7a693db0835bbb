package org.espalier.ui.recipe;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;

import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.project.Document;
import org.espalier.project.Recipes;
import org.espalier.recipe.PlacedException;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeCompletion;
import org.espalier.recipe.RecipeEditor;
import org.espalier.recipe.RecipeReader;
import org.espalier.recipe.RecipeStep;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The recipe in hand: its text, and the cards that follow from it while it can be read. Whatever
 * changes it is an edit of the project's document, so that undo works.
 */
public final class RecipeViewModel {
    private static final Recipe NOTHING = new Recipe(List.of());

    private final Texts texts;
    private final MethodCatalog methods;
    private final RecipeReader reader;
    private final RecipeEditor editor;
    private final StepWords words;
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper order = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper estimate = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Recipes> recipes =
            new ReadOnlyObjectWrapper<>(Recipes.NONE);
    private final ReadOnlyObjectWrapper<List<StepCard>> cards =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final Drafts drafts;
    private final Outlook outlook;
    private final RecipeFiles files;
    private Recipe recipe = NOTHING;
    private @Nullable RecipeLibrary library;
    private @Nullable Study study;
    private @Nullable String shown;
    private Object gesture = new Object();

    /**
     * What is wrong with the text.
     *
     * @param line from 1
     * @param sentence says what to write instead
     */
    record Problem(int line, String sentence) {}

    /**
     * Nothing is open yet.
     *
     * @param tuned what the Tune screen has in hand
     */
    public RecipeViewModel(Workbench workbench, Tuned tuned, Background background, Texts texts) {
        this.texts = texts;
        methods = workbench.methods();
        reader = new RecipeReader(methods);
        editor = new RecipeEditor(methods);
        words = new StepWords(methods, texts);
        drafts = new Drafts(reader, methods, tuned);
        outlook = new Outlook(workbench, background, words, this::estimate);
        files = new RecipeFiles(this, background, texts, message::set);
    }

    /** Takes the recipes of a project on a study in hand. */
    public void open(Study opened, Document document) {
        RecipeLibrary mine = new RecipeLibrary(document);
        study = opened;
        library = mine;
        drafts.open(opened, document);
        shown = null;
        outlook.forget();
        document.listen(() -> follow(mine));
        follow(mine);
        lookBack();
    }

    /** Looks for earlier jobs, whose times tell how long the next run takes. */
    public void lookBack() {
        Study now = study;
        if (now != null) {
            outlook.look(now);
        }
    }

    /** Where networks run; decides what is recommended. */
    public void device(Workbench.DeviceFacts facts) {
        drafts.device(facts);
    }

    private void follow(RecipeLibrary of) {
        if (of != library) {
            return;
        }
        recipes.set(of.recipes());
        if (of.recipes().current() == null || !of.recipes().current().equals(shown)) {
            shown = of.recipes().current();
            recipe = NOTHING;
            message.set("");
            selected.set(-1);
        }
        kept.set(texts.get(of.document().readOnly() ? "recipe.readOnly" : "recipe.kept"));
        text.set(of.text());
        read(of.text());
    }

    private void read(String yaml) {
        try {
            recipe = yaml.isBlank() ? NOTHING : reader.readFor(yaml, layers());
            problem.set(null);
        } catch (PlacedException e) {
            problem.set(new Problem(e.place().line(), e.sentence()));
        }
        cards.set(words.cards(recipe, layers()));
        selected.set(Math.min(selected.get(), recipe.steps().size() - 1));
        order.set(words.say(new OrderNotes(methods).of(recipe, layers())));
        estimate();
    }

    private void estimate() {
        boolean runs = problem.get() == null && !recipe.steps().isEmpty();
        estimate.set(runs ? estimate(recipe) : "");
    }

    private String estimate(Recipe of) {
        Study now = study;
        return now == null ? "" : outlook.of(now, of);
    }

    private List<LayerId> layers() {
        Study now = study;
        return now == null ? List.of() : now.layers().stream().map(Layer::id).toList();
    }

    // ---- the text

    /** Takes what the user typed; what is typed without a pause is undone at once. */
    void type(String yaml) {
        if (library != null && !yaml.equals(text.get())) {
            library.type(yaml, texts.get("recipe.fresh"), gesture);
        }
    }

    /** Ends what is undone at once. */
    void pause() {
        gesture = new Object();
        if (library != null) {
            library.document().endGesture();
        }
    }

    /** What may be typed at a caret. */
    RecipeCompletion.Offer complete(String yaml, int caret) {
        List<String> names = layers().stream().map(LayerId::name).toList();
        return new RecipeCompletion(methods, names).at(yaml, caret);
    }

    /** Selects the step that a line of the text belongs to. */
    void selectLine(int line) {
        if (problem.get() == null && !text.get().isBlank()) {
            selected.set(StepLines.stepAt(text.get(), line));
        }
    }

    /** The lines of the selected step. */
    StepLines selectedLines() {
        int step = selected.get();
        boolean none = step < 0 || problem.get() != null;
        return none ? StepLines.NONE : StepLines.of(text.get(), step);
    }

    /** Says whether the recipe fits the model. */
    void validate() {
        Problem wrong = problem.get();
        message.set(
                wrong == null
                        ? texts.get("recipe.valid", recipe.steps().size(), layers().size())
                        : texts.get("recipe.problem", wrong.line(), wrong.sentence()));
    }

    // ---- the steps

    /** Moves a step to a place, the nearest there is; it stays selected. */
    void move(int from, int to) {
        int place = Math.clamp(to, 0, recipe.steps().size() - 1);
        if (place != from) {
            change(yaml -> editor.move(yaml, from, place), place);
        }
    }

    /** Takes a step away. */
    void remove(int step) {
        change(yaml -> editor.remove(yaml, step), Math.min(step, recipe.steps().size() - 2));
    }

    /** Puts a copy behind a step. */
    void duplicate(int step) {
        change(yaml -> editor.duplicate(yaml, step), step + 1);
    }

    /** Switches a step off, or on again. */
    void toggle(int step) {
        boolean on = !recipe.steps().get(step).enabled();
        change(yaml -> editor.enable(yaml, step, on), step);
    }

    /** Puts a step in the place of another, or at the end if there is none at that place. */
    void put(int at, RecipeStep step) {
        int end = recipe.steps().size();
        if (at >= 0 && at < end) {
            change(yaml -> editor.replace(yaml, at, step), at);
        } else {
            change(
                    yaml ->
                            yaml.isBlank()
                                    ? new Recipe(List.of(step)).toYaml()
                                    : editor.add(yaml, end, step),
                    end);
        }
    }

    private void change(UnaryOperator<String> edit, int select) {
        if (library != null && problem.get() == null) {
            pause();
            library.write(edit.apply(text.get()), texts.get("recipe.fresh"));
            selected.set(select);
        }
    }

    /**
     * Begins a draft in the wizard.
     *
     * @param step place of the step to change; none there for a new one
     */
    Optional<StepDraft> draft(int step) {
        return drafts.pruning(step(step));
    }

    /** Begins a draft of a step that drops blocks; empty while nothing is open. */
    Optional<DropDraft> dropping(int step) {
        return drafts.dropping(step(step));
    }

    /** The step at a place; null if there is none. */
    @Nullable RecipeStep step(int place) {
        boolean there = place >= 0 && place < recipe.steps().size();
        return there ? recipe.steps().get(place) : null;
    }

    /** What a run of one step alone takes, in sentences. */
    String estimate(PruneStep step) {
        return estimate(new Recipe(List.of(step)));
    }

    // ---- the recipes

    /** Adds a recipe and takes it in hand. */
    public void add(String name, String yaml) {
        act(mine -> mine.add(name, yaml));
    }

    /** Adds the recipe that the schedule of the Tune screen makes. */
    public void addScheduled() {
        drafts.scheduled()
                .ifPresentOrElse(
                        yaml -> add(texts.get("recipe.starter.schedule"), yaml),
                        () -> message.set(texts.get("recipe.noSchedule")));
    }

    /** Does something with the recipes; what is refused is told. */
    void act(Consumer<RecipeLibrary> action) {
        RecipeLibrary mine = library;
        if (mine != null) {
            pause();
            message.set("");
            try {
                action.accept(mine);
            } catch (UserFacingException e) {
                message.set(e.getMessage());
            }
        }
    }

    /** Undoes the last edit of the project. */
    public void undo() {
        act(mine -> mine.document().undo());
    }

    /** Does again what was undone. */
    void redo() {
        act(mine -> mine.document().redo());
    }

    // ---- state

    /**
     * What a run carries out; empty if the text cannot be read or no step is on. {@link #message}
     * then says why.
     */
    public Optional<String> runnable() {
        if (problem.get() != null) {
            validate();
            return Optional.empty();
        }
        if (recipe.steps().stream().noneMatch(RecipeStep::enabled)) {
            message.set(order.get());
            return Optional.empty();
        }
        message.set("");
        return Optional.of(text.get());
    }

    /** Name of the recipe in hand. */
    public String name() {
        return Objects.requireNonNullElse(recipes.get().current(), texts.get("recipe.fresh"));
    }

    /** Reads and writes recipes as files. */
    RecipeFiles files() {
        return files;
    }

    /** Says in words what steps do. */
    StepWords words() {
        return words;
    }

    /** Index of the selected step; -1 for none. */
    IntegerProperty selected() {
        return selected;
    }

    /** The text of the recipe in hand. */
    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** What is notable about the order of the steps. */
    ReadOnlyStringProperty order() {
        return order.getReadOnlyProperty();
    }

    /** What a run takes; empty if there is nothing to run. */
    ReadOnlyStringProperty runEstimate() {
        return estimate.getReadOnlyProperty();
    }

    /** A sentence for the user; empty if there is none. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** Whether edits are kept; empty before a project is open. */
    ReadOnlyStringProperty kept() {
        return kept.getReadOnlyProperty();
    }

    /** The recipes of the project. */
    ReadOnlyObjectProperty<Recipes> recipes() {
        return recipes.getReadOnlyProperty();
    }

    /** The cards, those of the last text that could be read. */
    ReadOnlyObjectProperty<List<StepCard>> cards() {
        return cards.getReadOnlyProperty();
    }

    /** What is wrong with the text; null if nothing is. */
    ReadOnlyObjectProperty<@Nullable Problem> problem() {
        return problem.getReadOnlyProperty();
    }
}
