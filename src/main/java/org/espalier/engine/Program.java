package org.espalier.engine;

import org.espalier.model.Network;
import org.espalier.model.ValueInfo;

import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a network to run, named by the values that go in and come out.
 *
 * <p>Everything is one idea: a <em>feed</em> may be a graph input, an inner value (the network is
 * cut there, and what lies before it does not run) or a weight (its stored values are overridden).
 * A <em>fetch</em> may be a graph output or any inner value (a tap). Only the nodes between feeds
 * and fetches run; intermediates are freed at their last use.
 *
 * @param feeds names of values given with every run
 * @param fetches names of values wanted back
 */
public record Program(Network network, List<String> feeds, List<String> fetches) {

    /** The whole network, from its inputs to its outputs. */
    public static Program whole(Network network) {
        return new Program(network, names(network.inputs()), names(network.outputs()));
    }

    /** The whole network with taps beside its outputs. */
    public Program alsoFetching(List<String> taps) {
        return new Program(network, feeds, joined(fetches, taps));
    }

    /** The same part with some weights given at each run. */
    public Program alsoFeeding(List<String> weights) {
        return new Program(network, joined(feeds, weights), fetches);
    }

    private static List<String> names(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::name).toList();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
