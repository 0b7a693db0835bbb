package org.espalier.ui;

import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.MethodCatalog;
import org.espalier.data.Sample;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobRunner;
import org.espalier.job.MemoryLimit;
import org.espalier.measure.Task;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.ModelRef;
import org.espalier.project.ProjectData;
import org.espalier.project.ProjectState;
import org.espalier.project.SettingsFile;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A program around the window that answers with one study and made-up results. */
public record FakeWorkbench(Study study, JobRunner jobs, MethodCatalog methods)
        implements Workbench {
    private static final Path WORK = Path.of("target", "fake-work").toAbsolutePath();

    /** Answers with a small network and ends all jobs at once. */
    public static FakeWorkbench small() {
        return of(SampleStudy.small());
    }

    /** Answers with this study and ends all jobs at once. */
    public static FakeWorkbench of(Study study) {
        return of(study, "magnitude", "wanda");
    }

    /** The same with these methods. */
    public static FakeWorkbench of(Study study, String... methods) {
        return new FakeWorkbench(
                study,
                new FakeRunner(study.layers()),
                new MethodCatalog(
                        Arrays.stream(methods)
                                .<CompressionMethod<?>>map(FakeMethod::new)
                                .toList()));
    }

    @Override
    public Opened open(Path path, Autosave autosave) {
        if (path.toString().endsWith("broken.onnx")) {
            throw UserFacingException.badInput("broken.onnx is cut off.");
        }
        return begin(path, autosave);
    }

    @Override
    public Opened begin(Path model, Autosave autosave) {
        return new Opened(study, document(study, autosave), List.of());
    }

    /** A new project of a study, in a folder of its own. */
    public static Document document(Study study, Autosave autosave) {
        Study.Data data = study.data();
        ProjectData chosen =
                data == null
                        ? ProjectData.NONE
                        : new ProjectData(data.calibration(), data.evaluation());
        ModelRef model = new ModelRef(study.file().toAbsolutePath(), null);
        return Document.create(
                WORK.resolve(UUID.randomUUID().toString()),
                ProjectState.of(model, chosen),
                autosave);
    }

    @Override
    public JobRunner jobs(Supplier<MemoryLimit> limit) {
        return jobs;
    }

    @Override
    public Study read(Path model) {
        return study;
    }

    @Override
    public Study.@Nullable Data data(ProjectData data, Study opened) {
        DataRef calibration = data.calibration();
        Study.Data own = study.data();
        if (calibration == null || (own != null && own.calibration().equals(calibration))) {
            return calibration == null ? null : own;
        }
        Task task = calibration.window() > 0 ? Task.PERPLEXITY : Task.ACCURACY;
        return new Study.Data(
                calibration, data.evaluation(), calibration.path(), 1000, false, task);
    }

    @Override
    public SettingsFile settings() {
        return new SettingsFile(
                WORK.resolve(UUID.randomUUID() + "/settings.json"), Clock.systemUTC());
    }

    @Override
    public List<Sample> samples(Study of, int[] indices) {
        return Arrays.stream(indices)
                .<Sample>mapToObj(
                        index ->
                                new Sample.Image(
                                        2, 2, new int[] {-1, 0xff000000 | index, 0xff000000, -1}))
                .toList();
    }

    @Override
    public void reveal(Path folder) {
        throw UserFacingException.badInput("No file browser shows " + folder.getFileName());
    }

    @Override
    public DeviceFacts device(EngineChoice choice) {
        return new DeviceFacts(
                "CPU · ONNX Runtime · %d threads"
                        .formatted(choice.threads() == 0 ? 2 : choice.threads()),
                "PyTorch sees no GPU here.",
                List.of());
    }

    @Override
    public Optional<Path> sample() {
        return Optional.of(Path.of("sample"));
    }

    @Override
    public Path workFolder() {
        String own = ProcessHandle.current().pid() + "-" + System.identityHashCode(jobs);
        return Path.of("target", "fake-work", own);
    }
}
