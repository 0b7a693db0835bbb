package org.espalier.engine;

import org.espalier.base.Plurals;
import org.espalier.model.Network;

import java.util.List;

/** Something that runs networks. See {@link Program} for cuts, taps and overrides. */
public interface Engine {
    /** As options spell it: {@code djl} or {@code ort}. */
    String name();

    /** Name and version of the native library, for provenance. */
    String version();

    /** Where this engine computes. */
    Device device();

    /** Threads that one operator may use. */
    int threads();

    /** The type in which products are held; fp32 unless an engine says otherwise. */
    default Precision precision() {
        return Precision.FP32;
    }

    /** Device, threads and precision in words, for provenance. */
    default String setting() {
        String where = device() + ", " + Plurals.of(threads(), "thread");
        return precision() == Precision.FP32 ? where : where + ", products in " + precision();
    }

    /**
     * Operators of the network that this engine cannot run, as {@code domain:Op}; empty if none.
     */
    List<String> unsupported(Network network);

    /**
     * Makes a program ready to run.
     *
     * @throws org.espalier.base.UserFacingException if the network has an unsupported operator or
     *     is not valid; the message names the node
     */
    Session open(Program program);
}
