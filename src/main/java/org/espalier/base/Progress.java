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
     * @param name of the piece, in the user's words
     * @param from where it begins, as a share of the whole
     * @param part its share of the whole
     */
    default Progress piece(String name, double from, double part) {
        Progress whole = this;
        return new Progress() {
            private static final long UNITS = 100_000;

            @Override
            public void update(String what, long done, long total) {
                double at = from + part * done / Math.max(1, total);
                whole.update(name, Math.round(UNITS * at), UNITS);
            }

            @Override
            public void checkpoint() {
                whole.checkpoint();
            }
        };
    }
}
