package org.espalier.ui;

import org.espalier.compress.MethodCatalog;
import org.espalier.data.Sample;
import org.espalier.job.JobRunner;

import java.nio.file.Path;
import java.util.List;

/** What the window asks of the rest of the program. */
public interface Workbench {
    /**
     * Reads a model file, or a folder that holds one, with the data found beside it. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read
     */
    Study open(Path path);

    /**
     * Reads what is needed to use this data with the study's model. Slow.
     *
     * @throws org.espalier.base.UserFacingException if it cannot be read or does not fit the model
     */
    Study.Data data(Path path, Study study);

    /**
     * Samples of the study's evaluation data as people see them. Slow.
     *
     * @param indices of the samples
     * @throws org.espalier.base.UserFacingException if the data cannot be read
     */
    List<Sample> samples(Study study, int[] indices);

    /** Carries out scans and runs, outside of the window's process. */
    JobRunner jobs();

    /** The methods there are. */
    MethodCatalog methods();

    /** Where networks will run. */
    DeviceFacts device();

    /** Folder for the jobs' journals, caches and results. */
    Path workFolder();

    /**
     * A device and why it was chosen.
     *
     * @param name such as {@code CPU · ONNX Runtime 1.29 · 2 threads}
     * @param why a sentence
     */
    record DeviceFacts(String name, String why) {}
}
