package org.espalier.model;

/** The readable, unique name of a layer in its model; what recipes and schedules refer to. */
public record LayerId(String name) implements Comparable<LayerId> {
    @Override
    public int compareTo(LayerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
