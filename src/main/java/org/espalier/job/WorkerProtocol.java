package org.espalier.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The worker's side of a job in a child JVM: events go out as lines of JSON, and the words pause,
 * resume and cancel come in.
 *
 * <p>The spec is read from the job's folder. When the other side closes the control stream, as it
 * does by dying, the worker has nobody to work for and ends at once; the journal keeps what it
 * finished.
 */
public final class WorkerProtocol {
    /** The control words. */
    enum Command {
        PAUSE,
        RESUME,
        CANCEL
    }

    private final JobRunner runner;
    private final InputStream control;
    private final PrintStream events;

    /** Serves a runner over these streams. */
    public WorkerProtocol(JobRunner runner, InputStream control, PrintStream events) {
        this.runner = runner;
        this.control = control;
        this.events = events;
    }

    /**
     * Does the job of {@code folder} and returns after its last event.
     *
     * @param orphaned runs when the control stream ends before the job does
     */
    public void serve(Path folder, Runnable orphaned) {
        JobRunner.Handle job = runner.start(Journal.readSpec(folder), folder, this::send);
        Thread.ofPlatform().name("espalier-control").daemon().start(() -> obey(job, orphaned));
        job.end().join();
    }

    /** Something printed by a native library may stand on the line, hence the break before. */
    private void send(JobEvent event) {
        byte[] line = ("\n" + JobJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
        events.write(line, 0, line.length);
        events.flush();
    }

    private void obey(JobRunner.Handle job, Runnable orphaned) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(control, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (Command.valueOf(line)) {
                    case PAUSE -> job.pause();
                    case RESUME -> job.resume();
                    case CANCEL -> job.cancel();
                }
            }
        } catch (IOException e) {
            // A broken control stream means the same as a closed one.
        }
        orphaned.run();
    }
}
