package org.espalier.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.ModelRef;
import org.espalier.project.ProjectData;
import org.espalier.project.ProjectState;
import org.espalier.project.UntitledProjects;
import org.espalier.report.Numbers;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.compare.CompareViewModel;
import org.espalier.ui.compare.SessionRuns;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.job.MachineViewModel;
import org.espalier.ui.model.ModelViewModel;
import org.espalier.ui.recipe.RecipeViewModel;
import org.espalier.ui.tune.ScanJobs;
import org.espalier.ui.tune.TuneViewModel;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The open study, the screen shown, and what leads from one to the other. */
public final class ShellViewModel {
    private final Workbench workbench;
    private final Texts texts;
    private final JobsViewModel jobs;
    private final MachineViewModel machine;
    private final ScanJobs scans;
    private final ModelViewModel model;
    private final TuneViewModel tune;
    private final SessionRuns runs = new SessionRuns();
    private final RecipeViewModel recipe;
    private final CompareViewModel compare;
    private final Autosave autosave;
    private final Background.Latest<Study> opening;
    private final Background.Latest<Document> documents;
    private final ObjectProperty<Screen> screen = new SimpleObjectProperty<>(Screen.MODEL);
    private final ReadOnlyObjectWrapper<@Nullable Study> study = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Workbench.DeviceFacts> device;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private @Nullable Document document;
    private final StringProperty message = new SimpleStringProperty("");

    /** Slow work goes to {@code background}, jobs to the workbench's runner. */
    public ShellViewModel(Workbench workbench, Background background, Texts texts) {
        this.workbench = workbench;
        this.texts = texts;
        jobs = new JobsViewModel(workbench.jobs(), background.screen(), texts);
        machine = new MachineViewModel(background, texts);
        scans = new ScanJobs(jobs, workbench.workFolder(), texts);
        model = new ModelViewModel(background, workbench::open, texts);
        tune = new TuneViewModel(workbench.methods(), scans, background, texts);
        recipe = new RecipeViewModel(workbench, tune.schedule()::get, background, texts);
        compare = new CompareViewModel(runs, workbench, background, texts);
        opening = background.latest((Study read) -> opened(read), this::failed);
        documents = background.latest((Document read) -> opened(read), this::failed);
        autosave =
                new Autosave(
                        background.worker(),
                        problem -> background.screen().execute(() -> message.set(problem)));
        device = new ReadOnlyObjectWrapper<>(unknownDevice());
        Background.Latest<Workbench.DeviceFacts> looking =
                background.latest(this::found, message::set);
        looking.submit(workbench::device);
    }

    private void found(Workbench.DeviceFacts facts) {
        device.set(facts);
        recipe.device(facts);
    }

    /** Opens a model file or a folder; the screens follow when it is read. */
    public void open(Path path) {
        busy.set(true);
        message.set("");
        opening.submit(() -> workbench.open(path));
    }

    /** Uses other data with the open model. */
    public void openData(Path path) {
        Study now = study.get();
        if (now != null) {
            busy.set(true);
            message.set("");
            opening.submit(() -> now.withData(workbench.data(path, now)));
        }
    }

    /** Opens what was dropped on the window: a model, or data for the one that is open. */
    public void drop(List<Path> paths) {
        for (Path path : paths) {
            String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            if (study.get() == null || name.endsWith(".onnx")) {
                open(path);
            } else {
                openData(path);
            }
        }
    }

    private void opened(Study opened) {
        busy.set(false);
        jobs.cancelAll();
        study.set(opened);
        runs.runs().clear();
        compare.open(opened);
        model.open(opened);
        tune.open(opened);
        documents.submit(() -> document(opened));
    }

    /** The project of a model that was opened by itself. */
    private Document document(Study of) {
        Study.Data data = of.data();
        ProjectData used =
                data == null
                        ? ProjectData.NONE
                        : new ProjectData(data.calibration(), data.evaluation());
        ModelRef model = new ModelRef(of.file().toAbsolutePath().normalize(), null);
        return new UntitledProjects(workbench.workFolder().resolve("projects"))
                .open(ProjectState.of(model, used), autosave);
    }

    private void opened(Document opened) {
        Document before = document;
        if (before != null) {
            before.close();
        }
        document = opened;
        Study now = study.get();
        if (now != null) {
            recipe.open(now, opened);
        }
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
            recipe.runnable().ifPresent(yaml -> run(now, yaml));
        } else if (!tune.prunes()) {
            message.set(texts.get("shell.run.nothing"));
            screen.set(Screen.TUNE);
        } else {
            message.set("");
            Optional<Estimate> predicted = tune.predictedAccuracy();
            Instant started = Instant.now();
            scans.run(now, tune.recipe(), outcome -> ran(outcome, predicted, started));
        }
    }

    private void run(Study now, String yaml) {
        message.set("");
        Instant started = Instant.now();
        scans.run(now, yaml, outcome -> ran(outcome, Optional.empty(), started));
    }

    private void ran(JobResult.Ran outcome, Optional<Estimate> predicted, Instant started) {
        runs.add(outcome, Duration.between(started, Instant.now()), predicted.orElse(null));
        recipe.lookBack();
        screen.set(Screen.COMPARE);
    }

    /** Facts of the model for the header; empty before one is open. */
    public String modelFacts() {
        Study now = study.get();
        return now == null
                ? ""
                : texts.get(
                        "shell.facts",
                        now.network().metadata().opset(),
                        Numbers.compact(now.summary().parameters()),
                        Numbers.bytes(now.size().denseFile()));
    }

    /** What the data chip says. */
    public String dataFacts() {
        Study now = study.get();
        Study.Data data = now == null ? null : now.data();
        return data == null ? texts.get("shell.data.none") : texts.get("shell.data", data.title());
    }

    private Workbench.DeviceFacts unknownDevice() {
        String looking = texts.get("shell.device.looking");
        return new Workbench.DeviceFacts(looking, looking);
    }

    /** Where networks run, and why there; native libraries may have to be loaded to know. */
    public ReadOnlyObjectProperty<Workbench.DeviceFacts> device() {
        return device.getReadOnlyProperty();
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

    /** The Recipe screen. */
    public RecipeViewModel recipe() {
        return recipe;
    }

    /** The Compare screen. */
    public CompareViewModel compare() {
        return compare;
    }
}
