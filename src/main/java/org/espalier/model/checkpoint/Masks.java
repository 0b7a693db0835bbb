package org.espalier.model.checkpoint;

/**
 * Masks that are added to attention scores: 0 where a position may be looked at, and the least
 * float elsewhere, which leaves a row without any allowed position even rather than undefined.
 */
final class Masks {
    private static final double NOTHING = -Float.MAX_VALUE;

    private Masks() {}

    /**
     * Lets each position see itself and those before it: (length, positions seen).
     *
     * @param window how many positions are seen, itself included; all if 0
     */
    static String causal(ModuleGraph graph, String positions, long window) {
        String query = graph.unsqueeze(positions, 1);
        String key = graph.unsqueeze(Modules.seen(graph, positions), 0);
        String seen = graph.op("LessOrEqual", key, query);
        if (window > 0) {
            String edge = graph.op("Sub", query, graph.integer(window));
            seen = graph.op("And", seen, graph.op("Greater", key, edge));
        }
        return graph.op("Where", seen, graph.number(0), graph.number(NOTHING));
    }

    /** Hides padding, where the mask of ones and zeros is 0: (batch, 1, 1, length). */
    static String padding(ModuleGraph graph, String mask) {
        String seen = graph.op("Greater", graph.unsqueeze(mask, 1, 2), graph.integer(0));
        return graph.op("Where", seen, graph.number(0), graph.number(NOTHING));
    }
}
