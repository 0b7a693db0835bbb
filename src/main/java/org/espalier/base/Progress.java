package org.espalier.base;

/**
 * How long-running work tells where it stands and learns that it should stop.
 *
 * <p>Work calls {@link #checkpoint()} between units that it can afford to lose (a batch, a layer)
 * and {@link #update} after each. Both are cheap. An implementation may block inside {@code
 * checkpoint} while the job is paused.
 */
public interface Progress {
    /** Ignores reports and never cancels. */
    Progress NONE =
            new Progress() {
                @Override
                public void update(String part, long done, long total) {}

                @Override
                public void checkpoint() {}
            };

    /**
     * Reports that {@code done} of {@code total} units of a part are finished.
     *
     * @param part what is being done, in the user's words ("Calibrating", "Layer stage3.0.conv2")
     */
    void update(String part, long done, long total);

    /**
     * Returns if the work should go on.
     *
     * @throws CancelledException if the user has cancelled it
     */
    void checkpoint();

    /**
     * What a piece of this work reports to.
     *
     * @param from where it begins, as a share of the whole
     * @param part its share of the whole
     */
    default Progress piece(double from, double part) {
        return telling(
                (what, done, total) -> {
                    double at = from + part * done / Math.max(1, total);
                    update(what, Math.round(Report.UNITS * at), Report.UNITS);
                });
    }

    /** The same, told by this name whatever its parts are called. */
    default Progress named(String name) {
        return telling((what, done, total) -> update(name, done, total));
    }

    /** How a report is passed on. */
    @FunctionalInterface
    interface Report {
        /** Units of a whole that is told in pieces. */
        long UNITS = 100_000;

        /** Passes it on. */
        void update(String part, long done, long total);
    }

    private Progress telling(Report report) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void update(String part, long done, long total) {
                report.update(part, done, total);
            }

            @Override
            public void checkpoint() {
                whole.checkpoint();
            }
        };
    }
}
