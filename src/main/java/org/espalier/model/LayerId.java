package org.espalier.model;

import java.util.Set;

/** The readable, unique name of a layer in its model; what recipes and schedules refer to. */
public record LayerId(String name) implements Comparable<LayerId> {
    private static final Set<String> HEADS = Set.of("lm_head", "embed_out");

    /**
     * Whether it is the head of a language model, by the names that the families of architectures
     * give it. The methods' authors leave it alone: its rows are the vocabulary, and often it
     * shares them with the embedding.
     */
    public boolean isHead() {
        return HEADS.contains(name);
    }

    @Override
    public int compareTo(LayerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
