package org.espalier.recipe;

import java.util.Locale;

/** How a step's sparsity is spread over the blocks of a network. */
public enum TargetSpread {
    /** The same for all. */
    UNIFORM,
    /** More where fewer weights stand out; see {@link org.espalier.analyze.OwlSchedule}. */
    OWL;

    /** As recipes spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
