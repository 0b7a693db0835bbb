package org.espalier.compress.prune;

/** Which weights compete with each other for being pruned. */
public enum Scope {
    /** The weights of one output feature. */
    ROW,
    /** All weights of a layer. */
    LAYER,
    /** All weights of all chosen layers. */
    GLOBAL
}
