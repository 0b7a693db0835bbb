package org.espalier.job;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.model.LayerId;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One job under way in this process: turns what its work tells into journalled events. */
final class DirectJob implements JobContext {
    /** Acknowledges that the user has cancelled. */
    static final String CANCELLING = "Cancelling: the job ends after the batch in hand.";

    /** Progress is told at most ten times a second. */
    private static final long QUIET_NANOS = 100_000_000;

    private final JobSpec spec;
    private final Path folder;
    private final Journal journal;
    private final EventStream stream;
    private final JobControl control;
    private final TimeLeft timeLeft;
    private long lastToldNanos = System.nanoTime() - QUIET_NANOS;
    private boolean ended;
    private boolean left;

    DirectJob(JobSpec spec, Path folder, Journal journal, EventStream stream, JobControl control) {
        this.spec = spec;
        this.folder = folder;
        this.journal = journal;
        this.stream = stream;
        this.control = control;
        this.timeLeft = new TimeLeft(() -> System.nanoTime() - control.pausedNanos());
    }

    /** Does the work and sends the last event. */
    void run(JobWork work) {
        JobEvent last = outcome(work);
        synchronized (this) {
            ended = true;
            try (journal) {
                if (!(left && last instanceof JobEvent.Cancelled)) {
                    journal.append(last);
                }
            } catch (UserFacingException e) {
                last = failed(e.kind(), e.getMessage());
            }
        }
        stream.end(last);
    }

    /** Keeps the cancellation that follows out of the journal. */
    synchronized void leave() {
        left = true;
    }

    private JobEvent outcome(JobWork work) {
        try {
            journal.keepInputs(work.inputs(spec));
            JobResult result = Journal.readResult(folder).orElseGet(() -> finish(work));
            return new JobEvent.Finished(Instant.now(), result);
        } catch (CancelledException e) {
            return new JobEvent.Cancelled(Instant.now());
        } catch (UserFacingException e) {
            return failed(e.kind(), e.getMessage());
        } catch (OutOfMemoryError e) {
            return failed(UserFacingException.Kind.FAILED, FailureText.outOfMemory(e));
        } catch (RuntimeException | Error e) {
            return failed(UserFacingException.Kind.FAILED, unexpected(e));
        }
    }

    private JobResult finish(JobWork work) {
        JobResult result = work.execute(spec, this);
        journal.finish(result);
        return result;
    }

    private String unexpected(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        Path file = folder.resolve("error.txt");
        String sentence = "The job met an error that the program did not foresee: " + e + ".";
        try {
            WholeFile.writeString(file, trace.toString());
            return "%s Details are in %s; please report it.".formatted(sentence, file);
        } catch (UserFacingException full) {
            return sentence + " " + full.getMessage();
        }
    }

    private static JobEvent failed(UserFacingException.Kind kind, String message) {
        return new JobEvent.Failed(Instant.now(), kind, message);
    }

    private synchronized void tell(JobEvent event) {
        if (!ended) {
            journal.append(event);
            stream.send(event);
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void started(String device) {
        tell(new JobEvent.Started(Instant.now(), spec, device));
    }

    @Override
    public synchronized void plan(List<Phase> phases) {
        timeLeft.plan(phases);
    }

    @Override
    public void note(String text) {
        tell(new JobEvent.Note(Instant.now(), text));
    }

    @Override
    public void cell(String method, LayerId layer, double sparsity, double damage) {
        tell(new JobEvent.CellMeasured(Instant.now(), method, layer, sparsity, damage));
    }

    @Override
    public synchronized void written(String text) {
        if (!ended) {
            stream.send(new JobEvent.Written(Instant.now(), text));
        }
    }

    @Override
    public synchronized Progress phase(String name) {
        timeLeft.enter(name);
        return new Progress() {
            @Override
            public void update(String part, long done, long total) {
                progressed(part, done, total);
            }

            @Override
            public void checkpoint() {
                control.checkpoint(DirectJob.this::note);
            }
        };
    }

    private synchronized void progressed(String part, long done, long total) {
        timeLeft.update(done, total);
        long now = System.nanoTime();
        if (now - lastToldNanos >= QUIET_NANOS) {
            lastToldNanos = now;
            tell(new JobEvent.Progressed(Instant.now(), part, done, total, timeLeft.seconds()));
        }
    }
}
