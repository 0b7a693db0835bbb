package org.espalier.analyze;

import java.util.OptionalDouble;

/** Where measured cells are kept by their content, so that none is ever measured twice. */
public interface CellStore {
    /** Keeps nothing. */
    CellStore NONE =
            new CellStore() {
                @Override
                public OptionalDouble find(String key) {
                    return OptionalDouble.empty();
                }

                @Override
                public void put(String key, double damage, String what) {}
            };

    /** The damage kept under a key. */
    OptionalDouble find(String key);

    /**
     * Keeps a cell; when this returns, it survives a kill.
     *
     * @param key SHA-256 of all that the damage depends on, in hex
     * @param what for people who read the file
     */
    void put(String key, double damage, String what);
}
