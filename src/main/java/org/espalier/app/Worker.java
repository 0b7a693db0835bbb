package org.espalier.app;

import org.espalier.job.JobRunner;
import org.espalier.job.MemoryLimit;
import org.espalier.job.WorkerProtocol;

import java.io.PrintStream;
import java.nio.file.Path;

/** The main class of the child JVM that does one job for the window. */
public final class Worker {
    private Worker() {}

    /** Does the job of a folder, within a limit of memory in bytes. */
    public static void main(String[] args) {
        PrintStream events = System.out;
        System.setOut(System.err);
        JobRunner runner = new Services().direct(new MemoryLimit(Long.parseLong(args[1])));
        new WorkerProtocol(runner, System.in, events)
                .serve(Path.of(args[0]), () -> Runtime.getRuntime().halt(1));
        System.exit(0);
    }
}
