package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A stretch of a network, such as a transformer block, that can run by itself: beside the network's
 * inputs it needs a single value, and what comes behind it needs a single value of it.
 *
 * @param name what the names of its layers begin with, such as {@code model.layers.3}; a made-up
 *     one where they say nothing
 * @param layers in topological order
 * @param entrance value that comes in; null if the network's inputs are enough
 * @param exit value that leaves; null for the network's end
 */
public record Block(
        String name, List<Layer> layers, @Nullable String entrance, @Nullable String exit) {}
