package org.espalier.app;

import org.espalier.base.Plurals;
import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.data.Sample;
import org.espalier.engine.Device;
import org.espalier.engine.EngineChoice;
import org.espalier.engine.EngineFactory;
import org.espalier.job.DataRef;
import org.espalier.job.JobRunner;
import org.espalier.job.MemoryLimit;
import org.espalier.measure.SizeMeter;
import org.espalier.measure.Task;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.ModelSummary;
import org.espalier.model.ModelWarnings;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.ModelHash;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.ModelRef;
import org.espalier.project.ProjectData;
import org.espalier.project.ProjectFile;
import org.espalier.project.ProjectState;
import org.espalier.project.SettingsFile;
import org.espalier.project.UntitledProjects;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the window asks of the program, answered by its services. */
final class Desk implements Workbench {
    private static final String NO_DEVICE = "This choice cannot run";

    private final Services services;
    private final Function<Supplier<MemoryLimit>, JobRunner> jobs;
    private final Path workFolder;
    private final SettingsFile settings;
    private final UntitledProjects untitled;

    /** Runs the window's jobs by {@code jobs}, which keep their folders in {@code workFolder}. */
    Desk(
            Services services,
            Function<Supplier<MemoryLimit>, JobRunner> jobs,
            Path workFolder,
            SettingsFile settings) {
        this.services = services;
        this.jobs = jobs;
        this.workFolder = workFolder;
        this.settings = settings;
        untitled = new UntitledProjects(workFolder.resolve("untitled"));
    }

    @Override
    public Opened open(Path path, Autosave autosave) {
        Path absolute = ModelFile.place(path).toAbsolutePath().normalize();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        if (folder != null && ProjectFile.isIn(folder) && meant(absolute, folder)) {
            boolean sample = folder.equals(services.sample().toAbsolutePath().normalize());
            return study(
                    sample
                            ? untitled.open(ProjectFile.read(folder), autosave)
                            : Document.open(folder, autosave));
        }
        if (Files.isDirectory(absolute) && !ModelFile.isCheckpoint(absolute)) {
            throw UserFacingException.badInput(
                    ("%s holds neither a project.yaml nor a checkpoint's config.json. Open a model"
                                    + " file, or a folder with a project or a checkpoint.")
                            .formatted(absolute));
        }
        Network network = ModelFile.read(absolute);
        return study(untitled.open(fresh(absolute), autosave), network);
    }

    @Override
    public Opened begin(Path model, Autosave autosave) {
        Path absolute = ModelFile.place(model).toAbsolutePath().normalize();
        Network network = ModelFile.read(absolute);
        return study(untitled.begin(fresh(absolute), autosave), network);
    }

    /** Whether a path names the project of its folder: the folder, its file or its model. */
    private static boolean meant(Path path, Path folder) {
        return !path.toString().endsWith(".onnx")
                || path.equals(ProjectFile.read(folder).model().path());
    }

    private static ProjectState fresh(Path model) {
        return ProjectState.of(new ModelRef(model, null), ProjectData.NONE);
    }

    private Opened study(Document document) {
        try {
            return study(document, ModelFile.read(document.state().model().path()));
        } catch (RuntimeException e) {
            document.close();
            throw e;
        }
    }

    private Opened study(Document document, Network network) {
        try {
            ProjectState state = document.state();
            Path model = state.model().path();
            List<String> told = new ArrayList<>(document.warnings());
            document.modelFound(ModelHash.of(network)).ifPresent(told::add);
            Study.Data data = data(state.data(), network, model);
            return new Opened(study(model, network).withData(data), document, told);
        } catch (RuntimeException e) {
            document.close();
            throw e;
        }
    }

    private Study study(Path model, Network network) {
        List<String> warnings = new ArrayList<>(ModelWarnings.of(network));
        services.selector().warning(network).ifPresent(warnings::add);
        long bytes = new SizeMeter().dense(network);
        List<Block> blocks = Blocks.of(network, new BlockChoice.Automatic());
        return new Study(model, network, ModelSummary.of(network), warnings, bytes, blocks, null);
    }

    @Override
    public Study read(Path model) {
        Path place = ModelFile.place(model);
        return study(place, ModelFile.read(place));
    }

    @Override
    public Study.@Nullable Data data(ProjectData data, Study study) {
        return data(data, study.network(), study.file());
    }

    @Override
    public SettingsFile settings() {
        return settings;
    }

    @Override
    public List<Sample> samples(Study study, int[] indices) {
        Study.Data data = study.data();
        if (data == null) {
            return Arrays.stream(indices).<Sample>mapToObj(i -> new Sample.Unseen()).toList();
        }
        Dataset judged =
                open(judged(data.calibration(), data.evaluation()), study.network(), study.file());
        return Arrays.stream(indices).mapToObj(judged::sample).toList();
    }

    @Override
    public void reveal(Path folder) {
        new FileBrowser(System.getProperty("os.name")).show(folder);
    }

    @Override
    public JobRunner jobs(Supplier<MemoryLimit> limit) {
        return jobs.apply(limit);
    }

    @Override
    public MethodCatalog methods() {
        return services.methods();
    }

    @Override
    public DeviceFacts device(EngineChoice choice) {
        List<EngineFactory> engines = services.engines();
        List<String> gpus =
                engines.stream()
                        .flatMap(engine -> engine.devices().stream())
                        .filter(device -> device.kind() == Device.Kind.CUDA)
                        .map(device -> "gpu:" + device.index())
                        .distinct()
                        .toList();
        String found = String.join("\n", engines.stream().map(EngineFactory::describe).toList());
        try {
            return new DeviceFacts(services.selector().preferred(choice).text(), found, gpus);
        } catch (UserFacingException e) {
            return new DeviceFacts(NO_DEVICE, e.getMessage() + "\n" + found, gpus);
        }
    }

    @Override
    public Optional<Path> sample() {
        return Optional.of(services.sample()).filter(Files::isDirectory);
    }

    @Override
    public Path workFolder() {
        return workFolder;
    }

    private static Study.@Nullable Data data(ProjectData chosen, Network network, Path model) {
        DataRef calibration = chosen.calibration();
        if (calibration == null) {
            return null;
        }
        DataRef judged = judged(calibration, chosen.evaluation());
        Dataset data = open(judged, network, model);
        return new Study.Data(
                calibration,
                chosen.evaluation(),
                title(judged, data),
                data.size(),
                data.labelled(),
                Task.of(data));
    }

    private static String title(DataRef judged, Dataset data) {
        return data.window() == 0
                ? data.name() + ", " + Plurals.of(data.size(), "sample")
                : "%s, %s of %d tokens"
                        .formatted(
                                Path.of(judged.path()).getFileName(),
                                Plurals.of(data.size(), "window"),
                                data.window());
    }

    private static DataRef judged(DataRef calibration, @Nullable DataRef evaluation) {
        return evaluation == null ? calibration : evaluation;
    }

    private static Dataset open(DataRef judged, Network network, Path model) {
        return Datasets.sample(
                Datasets.open(Path.of(judged.path()), network, model, judged.window()),
                judged.samples(),
                judged.seed());
    }
}
