package org.espalier.ui;

import org.espalier.compress.MethodCatalog;
import org.espalier.data.Sample;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobRunner;
import org.espalier.job.MemoryLimit;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.ProjectData;
import org.espalier.project.SettingsFile;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the window asks of the rest of the program. */
public interface Workbench {
    /**
     * Opens the project of a folder or of a model file in it; a model by itself is an untitled
     * project, which goes on where it was left. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read
     */
    Opened open(Path path, Autosave autosave);

    /**
     * Begins an untitled project of a model file. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read
     */
    Opened begin(Path model, Autosave autosave);

    /**
     * Reads a model file by itself, without data. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read
     */
    Study read(Path model);

    /**
     * Reads what is needed to use this data with the study's model. Slow.
     *
     * @return null if there is no data
     * @throws org.espalier.base.UserFacingException if it cannot be read or does not fit the model
     */
    Study.@Nullable Data data(ProjectData data, Study study);

    /**
     * Samples of the study's evaluation data as people see them. Slow.
     *
     * @param indices of the samples
     * @throws org.espalier.base.UserFacingException if the data cannot be read
     */
    List<Sample> samples(Study study, int[] indices);

    /**
     * Shows a folder in the system's file browser.
     *
     * @throws org.espalier.base.UserFacingException if there is none
     */
    void reveal(Path folder);

    /**
     * Carries out scans and runs, outside of the window's process.
     *
     * @param limit what a job may take; asked when it starts
     */
    JobRunner jobs(Supplier<MemoryLimit> limit);

    /** The methods there are. */
    MethodCatalog methods();

    /** Where networks will run by this choice. Slow: native libraries are loaded. */
    DeviceFacts device(EngineChoice choice);

    /** Where the user's settings are kept. */
    SettingsFile settings();

    /** A project to try things on; empty if it was not installed. */
    Optional<Path> sample();

    /** Folder for the jobs' journals, caches and results. */
    Path workFolder();

    /**
     * A project that was opened, and its model.
     *
     * @param warnings sentences that the user should read
     */
    record Opened(Study study, Document document, List<String> warnings) {
        /** What to open to come back to it. */
        public Path place() {
            return document.untitled() ? study.file() : document.folder();
        }
    }

    /**
     * A device and why it was chosen.
     *
     * @param name such as {@code CPU · ONNX Runtime · 2 threads}
     * @param why what was found, in sentences
     * @param gpus that were found, as options spell them, such as {@code gpu:0}
     */
    record DeviceFacts(String name, String why, List<String> gpus) {}
}
