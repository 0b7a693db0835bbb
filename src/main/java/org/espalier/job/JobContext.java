package org.espalier.job;

import org.espalier.base.Progress;
import org.espalier.model.LayerId;

import java.nio.file.Path;
import java.util.List;

/** What the work of a job sees of the job: where it may write, and whom it tells. */
public interface JobContext {
    /**
     * A part of the work.
     *
     * @param name what is being done, in the user's words
     * @param weight its expected share of the time, in any unit common to the job's phases
     */
    record Phase(String name, double weight) {}

    /** The job's folder, for results written aside; the same when the job is resumed. */
    Path folder();

    /** Tells that the work begins, where, and why there. */
    void started(String device);

    /** Tells which phases are still to do; the time left is reckoned from their weights. */
    void plan(List<Phase> phases);

    /** Begins a planned phase, which ends the one before it. */
    Progress phase(String name);

    /** Tells the user something worth reading. */
    void note(String text);

    /** Tells that one cell of a measured scan is known. */
    void cell(String method, LayerId layer, double sparsity, double damage);

    /** Tells how far a text has come. */
    void written(String text);
}
