package org.espalier.measure;

/**
 * Bytes that a model takes, each computed, none estimated from a ratio.
 *
 * @param denseFile the ONNX file (with external data) as it is
 * @param sparse the file if each weight with zeros were stored as a bitmask and its non-zero
 *     values, where that is smaller
 * @param zipped the file deflated
 */
public record ModelSize(long denseFile, long sparse, long zipped) {}
