package org.espalier.ui;

import org.espalier.base.UserFacingException;
import org.espalier.compress.MethodCatalog;
import org.espalier.data.Sample;
import org.espalier.job.DataRef;
import org.espalier.job.JobRunner;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program around the window that answers with one study and made-up results. */
public record FakeWorkbench(Study study, JobRunner jobs, MethodCatalog methods)
        implements Workbench {
    /** Answers with a small network and ends all jobs at once. */
    public static FakeWorkbench small() {
        Study study = SampleStudy.small();
        return new FakeWorkbench(
                study,
                new FakeRunner(study.layers()),
                new MethodCatalog(List.of(new FakeMethod("magnitude"), new FakeMethod("wanda"))));
    }

    @Override
    public Study open(Path path) {
        if (path.toString().endsWith("broken.onnx")) {
            throw UserFacingException.badInput("broken.onnx is cut off.");
        }
        return study;
    }

    @Override
    public Study.Data data(Path path, Study opened) {
        return new Study.Data(DataRef.all(path.toString()), null, path.toString(), false);
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
    public DeviceFacts device() {
        return new DeviceFacts("CPU · ONNX Runtime · 2 threads", "PyTorch sees no GPU here.");
    }

    @Override
    public Path workFolder() {
        String own = ProcessHandle.current().pid() + "-" + System.identityHashCode(jobs);
        return Path.of("target", "fake-work", own);
    }
}
