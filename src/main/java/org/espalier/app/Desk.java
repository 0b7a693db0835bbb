package org.espalier.app;

import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.data.Sample;
import org.espalier.engine.Device;
import org.espalier.engine.EngineFactory;
import org.espalier.job.DataRef;
import org.espalier.job.JobRunner;
import org.espalier.measure.SizeMeter;
import org.espalier.model.ModelSummary;
import org.espalier.model.ModelWarnings;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.espalier.project.ProjectFile;
import org.espalier.project.ProjectState;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the window asks of the program, answered by its services. */
final class Desk implements Workbench {
    private final Services services;
    private final JobRunner jobs;
    private final Path workFolder;

    /** Runs the window's jobs by {@code jobs}, which keep their folders in {@code workFolder}. */
    Desk(Services services, JobRunner jobs, Path workFolder) {
        this.services = services;
        this.jobs = jobs;
        this.workFolder = workFolder;
    }

    @Override
    public Study open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        ProjectState project = project(absolute).orElse(null);
        Path model = project == null ? absolute : project.model().path();
        if (Files.isDirectory(model)) {
            throw UserFacingException.badInput(
                    "%s holds no project.yaml. Open a model file, or a folder with a project."
                            .formatted(model));
        }
        Network network = OnnxReader.read(model);
        ModelSummary summary = ModelSummary.of(network);
        List<String> warnings = new ArrayList<>(ModelWarnings.of(network));
        services.selector().warning(network).ifPresent(warnings::add);
        return new Study(
                model,
                network,
                summary,
                warnings,
                new SizeMeter().measure(network),
                project == null ? null : data(project, network));
    }

    @Override
    public Study.Data data(Path path, Study study) {
        DataRef all = DataRef.all(path.toAbsolutePath().normalize().toString());
        return data(study.file(), study.network(), all, null);
    }

    @Override
    public List<Sample> samples(Study study, int[] indices) {
        Study.Data data = study.data();
        if (data == null) {
            return Arrays.stream(indices).<Sample>mapToObj(i -> new Sample.Unseen()).toList();
        }
        Dataset judged =
                judged(study.file(), study.network(), data.calibration(), data.evaluation());
        return Arrays.stream(indices).mapToObj(judged::sample).toList();
    }

    @Override
    public JobRunner jobs() {
        return jobs;
    }

    @Override
    public MethodCatalog methods() {
        return services.methods();
    }

    @Override
    public DeviceFacts device() {
        List<EngineFactory> engines = services.engines();
        int threads = Runtime.getRuntime().availableProcessors();
        String name =
                engines.stream()
                        .flatMap(engine -> engine.devices().stream())
                        .filter(device -> device.kind() == Device.Kind.CUDA)
                        .findFirst()
                        .map(device -> "GPU %d · PyTorch".formatted(device.index()))
                        .orElse("CPU · ONNX Runtime · %d threads".formatted(threads));
        return new DeviceFacts(
                name, String.join("\n", engines.stream().map(EngineFactory::describe).toList()));
    }

    @Override
    public Path workFolder() {
        return workFolder;
    }

    /** The project that a path names, or whose model it is. */
    private static Optional<ProjectState> project(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        if (folder == null || !ProjectFile.isIn(folder)) {
            return Optional.empty();
        }
        ProjectState project = ProjectFile.read(folder);
        boolean meant = !path.toString().endsWith(".onnx") || path.equals(project.model().path());
        return meant ? Optional.of(project) : Optional.empty();
    }

    private static Study.@Nullable Data data(ProjectState project, Network network) {
        DataRef calibration = project.data().calibration();
        return calibration == null
                ? null
                : data(project.model().path(), network, calibration, project.data().evaluation());
    }

    private static Study.Data data(
            Path model, Network network, DataRef calibration, @Nullable DataRef evaluation) {
        Dataset data = judged(model, network, calibration, evaluation);
        return new Study.Data(
                calibration,
                evaluation,
                "%s, %,d samples".formatted(data.name(), data.size()),
                data.labelled());
    }

    private static Dataset judged(
            Path model, Network network, DataRef calibration, @Nullable DataRef evaluation) {
        DataRef judged = evaluation == null ? calibration : evaluation;
        return Datasets.sample(
                Datasets.open(Path.of(judged.path()), network, model),
                judged.samples(),
                judged.seed());
    }
}
