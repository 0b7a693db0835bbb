package org.espalier.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.job.JobSpec;
import org.espalier.measure.Estimate;
import org.espalier.model.format.ModelFile;
import org.espalier.project.Autosave;
import org.espalier.project.Edit;
import org.espalier.project.NamedRecipe;
import org.espalier.project.ProjectData;
import org.espalier.project.ProjectFile;
import org.espalier.project.ProjectState;
import org.espalier.ui.Background;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.compare.CompareViewModel;
import org.espalier.ui.compare.StoredRuns;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobNotices;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.job.MachineViewModel;
import org.espalier.ui.model.ModelViewModel;
import org.espalier.ui.recipe.RecipeViewModel;
import org.espalier.ui.recipe.Tuned;
import org.espalier.ui.runs.ProjectRuns;
import org.espalier.ui.runs.RunStarter;
import org.espalier.ui.runs.RunsViewModel;
import org.espalier.ui.runs.UnfinishedRuns;
import org.espalier.ui.settings.DeviceViewModel;
import org.espalier.ui.settings.SettingsViewModel;
import org.espalier.ui.tune.DuelViewModel;
import org.espalier.ui.tune.ScanJobs;
import org.espalier.ui.tune.TuneViewModel;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The open study, the screen shown, and what leads from one to the other. */
public final class ShellViewModel {
    private final Workbench workbench;
    private final Texts texts;
    private final JobsViewModel jobs;
    private final MachineViewModel machine;
    private final JobNotices notices;
    private final ScanJobs scans;
    private final ModelViewModel model;
    private final TuneViewModel tune;
    private final DuelViewModel duel;
    private final ProjectRuns stored;
    private final RunStarter starter;
    private final RunsViewModel runs;
    private final UnfinishedRuns unfinished;
    private final RecipeViewModel recipe;
    private final CompareViewModel compare;
    private final ProjectViewModel project;
    private final SettingsViewModel settings;
    private final DeviceViewModel device;
    private final Background background;
    private final Autosave autosave;
    private final Background.Latest<Workbench.Opened> opening;
    private final DataChoice data;
    private final ObjectProperty<Screen> screen = new SimpleObjectProperty<>(Screen.MODEL);
    private final ReadOnlyObjectWrapper<@Nullable Study> study = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final StringProperty message = new SimpleStringProperty("");
    private @Nullable Path from;
    private @Nullable Screen ranFrom;

    /** Slow work goes to {@code background}, jobs to the workbench's runner. */
    public ShellViewModel(Workbench workbench, Background background, Texts texts) {
        this.workbench = workbench;
        this.texts = texts;
        this.background = background;
        Consumer<String> problem = s -> background.screen().execute(() -> trouble(s));
        autosave = new Autosave(background.disk(), problem);
        project = new ProjectViewModel(texts);
        settings = new SettingsViewModel(workbench.settings(), background, texts, problem);
        device = new DeviceViewModel(workbench, settings, background, texts);
        jobs = new JobsViewModel(workbench.jobs(settings::memoryLimit), background.screen(), texts);
        machine = new MachineViewModel(background, texts);
        notices = new JobNotices(jobs, texts);
        scans = new ScanJobs(jobs, workbench.workFolder(), settings::engine, texts);
        tune = new TuneViewModel(workbench.methods(), scans, project, background, texts);
        var planWhileSeen = tune.previews().plan().when(screen.isEqualTo(Screen.MODEL));
        model = new ModelViewModel(background, workbench::read, planWhileSeen, texts);
        duel = new DuelViewModel(workbench.methods(), scans, tune, texts);
        var tuned = new Tuned(tune.schedule()::get, tune::recipe, tune.damage()::errors);
        recipe = new RecipeViewModel(workbench, tuned, background, texts);
        stored = new ProjectRuns(project, jobs, background, message::set);
        starter = new RunStarter(project, stored, jobs, settings::engine, message::set, texts);
        var ended = new StoredRuns(stored.all(), project.state());
        compare = new CompareViewModel(ended, workbench, scans::write, background, texts);
        runs = new RunsViewModel(project, stored, starter, workbench::reveal, background, texts);
        unfinished = new UnfinishedRuns(project, stored, starter, jobs, texts);
        runs.lead(this::compare, this::editRecipe);
        jobs.onEnd(this::ended);
        opening = background.latest(this::opened, this::failed);
        data = new DataChoice(workbench, background.latest(this::loaded, this::failed));
        project.state().subscribe(this::follow);
        device.facts().subscribe(recipe::device);
        // What is opened first is read first.
        background.screen().execute(device::look);
    }

    /** Opens the project that comes with the program. */
    public void openSample() {
        Optional<Path> sample = workbench.sample();
        sample.ifPresentOrElse(this::open, () -> message.set(texts.get("shell.run.noModel")));
    }

    /**
     * Opens a project's folder, a model file or a checkpoint's folder; the screens follow when it
     * is read.
     */
    public void open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!absolute.equals(from)) {
            read(absolute, () -> workbench.open(path, autosave));
        }
    }

    /** Begins a project of a model file, whatever was left of earlier ones. */
    public void begin(Path path) {
        read(path.toAbsolutePath().normalize(), () -> workbench.begin(path, autosave));
    }

    private void read(Path path, Supplier<Workbench.Opened> work) {
        if (!busy.get()) {
            busy.set(true);
            message.set("");
            opening.submit(
                    () -> {
                        Workbench.Opened opened = work.get();
                        background.screen().execute(() -> from = path);
                        return opened;
                    });
        }
    }

    /** Uses other data with the open model; asks first how to cut running text. */
    public void openData(Path path) {
        Study now = study.get();
        if (now != null) {
            data.open(path, now, chosen -> use(now, chosen));
        }
    }

    private void use(Study now, ProjectData chosen) {
        busy.set(true);
        message.set("");
        data.load(chosen, now);
    }

    /** How running text is to be cut; null while nothing is to be asked. */
    ReadOnlyObjectProperty<@Nullable TextForm> askedText() {
        return data.asked();
    }

    /** Undoing may give other data than that which is loaded. */
    private void follow(@Nullable ProjectState state) {
        Study now = study.get();
        if (now != null && state != null && !state.data().equals(now.chosenData())) {
            use(now, state.data());
        }
    }

    /** Opens what was dropped on the window: a model or a project, or data for the open model. */
    public void drop(List<Path> paths) {
        for (Path path : paths) {
            if (study.get() == null || ModelFile.isModel(path) || ProjectFile.isIn(path)) {
                open(path);
            } else {
                openData(path);
            }
        }
    }

    private void opened(Workbench.Opened opened) {
        jobs.leave();
        study.set(opened.study());
        if (!screen.get().ofProject()) {
            screen.set(Screen.MODEL);
        }
        project.open(opened.document());
        settings.change(now -> now.withRecent(opened.place()));
        stored.open();
        show(opened.study());
        message.set(String.join("\n", opened.warnings()));
    }

    private void loaded(Study withData) {
        jobs.cancelAll();
        study.set(withData);
        project.edit(new Edit.SetData(withData.chosenData()));
        show(withData);
    }

    private void show(Study now) {
        busy.set(false);
        compare.open(now);
        starter.open(now);
        model.open(now);
        tune.open(now);
        project.document().ifPresent(document -> recipe.open(now, document));
    }

    /** Writes the project's file; false if the user has to give it a place first. */
    public boolean save() {
        boolean placed = project.document().map(d -> !d.untitled() && !d.readOnly()).orElse(true);
        if (placed) {
            project.save();
        }
        return placed;
    }

    /** Goes on with the project in another folder. */
    public void saveAs(Path folder) {
        if (jobs.running().get()) {
            message.set(texts.get("shell.saveAs.running"));
        } else {
            Executor then = background.screen();
            project.document()
                    .ifPresent(now -> now.saveAs(folder).whenCompleteAsync(this::moved, then));
        }
    }

    private void moved(@Nullable Path folder, @Nullable Throwable problem) {
        project.follow();
        stored.read();
        if (folder != null) {
            from = folder;
            settings.change(now -> now.withRecent(folder));
        }
        message.set(problem == null ? "" : String.valueOf(problem.getMessage()));
    }

    /** Ends the jobs, saves and closes the project. */
    public void close() {
        jobs.cancelAll();
        project.close();
    }

    private void trouble(String sentence) {
        message.set(sentence);
        project.follow();
    }

    private void failed(String reason) {
        busy.set(false);
        message.set(reason);
    }

    /** Carries out the schedule and shows the comparison when it is measured. */
    public void run() {
        Study now = study.get();
        if (now == null) {
            message.set(texts.get("shell.run.noModel"));
        } else if (now.data() == null) {
            message.set(texts.get("shell.run.noData"));
        } else if (screen.get() == Screen.RECIPE) {
            recipe.runnable().ifPresent(yaml -> run(recipe.name(), yaml, Optional.empty()));
        } else if (!tune.prunes()) {
            message.set(texts.get("shell.run.nothing"));
            screen.set(Screen.TUNE);
        } else {
            run(tune.title(), tune.recipe(), tune.predictedAccuracy());
        }
    }

    private void run(String name, String yaml, Optional<Estimate> predicted) {
        message.set("");
        ranFrom = screen.get();
        starter.start(name, yaml, predicted.orElse(null));
    }

    /** Who waited for the run where it was started sees what it gave. */
    private void ended(Job job) {
        if (job.request().spec() instanceof JobSpec.Run) {
            recipe.lookBack();
            if (job.state().get() == Job.State.DONE && screen.get() == ranFrom) {
                screen.set(Screen.COMPARE);
            }
        }
    }

    private void compare(List<String> names) {
        compare.showOnly(names);
        screen.set(Screen.COMPARE);
    }

    private void editRecipe(NamedRecipe copy) {
        recipe.add(copy.name(), copy.yaml());
        screen.set(Screen.RECIPE);
    }

    /** Where networks run, and why there. */
    public DeviceViewModel device() {
        return device;
    }

    /** The open project. */
    public ProjectViewModel project() {
        return project;
    }

    /** The user's settings. */
    public SettingsViewModel settings() {
        return settings;
    }

    /** The open study; null before one is open. */
    public ReadOnlyObjectProperty<@Nullable Study> study() {
        return study.getReadOnlyProperty();
    }

    /** The screen shown. */
    public ObjectProperty<Screen> screen() {
        return screen;
    }

    /** Whether a file is being read. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** A sentence for the user; empty if there is none. */
    public StringProperty message() {
        return message;
    }

    /** The jobs. */
    public JobsViewModel jobs() {
        return jobs;
    }

    /** What is told of their ends. */
    JobNotices notices() {
        return notices;
    }

    /** The machine that they run on. */
    public MachineViewModel machine() {
        return machine;
    }

    /** The Model screen. */
    public ModelViewModel model() {
        return model;
    }

    /** The Tune screen. */
    public TuneViewModel tune() {
        return tune;
    }

    /** Methods on the layer selected there. */
    public DuelViewModel duel() {
        return duel;
    }

    /** Jobs that belong to no run. */
    public ScanJobs scans() {
        return scans;
    }

    /** The Recipe screen. */
    public RecipeViewModel recipe() {
        return recipe;
    }

    /** Runs that outlive the window. */
    public UnfinishedRuns unfinished() {
        return unfinished;
    }

    /** The Runs screen. */
    public RunsViewModel runs() {
        return runs;
    }

    /** The Compare screen. */
    public CompareViewModel compare() {
        return compare;
    }
}
