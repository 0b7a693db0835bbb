package org.espalier.model;

import org.espalier.tensor.Tensor;

import java.nio.ByteBuffer;
import java.util.List;

/** The value of a node's attribute, one record per kind that ONNX knows. */
public sealed interface Attribute {
    /** A 64-bit integer. */
    record IntValue(long value) implements Attribute {}

    /** A 32-bit float. */
    record FloatValue(float value) implements Attribute {}

    /** A string of bytes, UTF-8 by custom, kept as ISO-8859-1 so that every byte survives. */
    record StringValue(String latin1) implements Attribute {}

    /** A constant tensor. */
    record TensorValue(Tensor value) implements Attribute {}

    /** A sub-graph: the body of If, Loop or Scan. */
    record GraphValue(Graph value) implements Attribute {}

    /** Integers. */
    record Ints(List<Long> values) implements Attribute {}

    /** Floats. */
    record Floats(List<Float> values) implements Attribute {}

    /** Strings, as in {@link StringValue}. */
    record Strings(List<String> latin1) implements Attribute {}

    /** Any other kind, kept as it was read: the serialized ONNX AttributeProto, read-only. */
    record Opaque(ByteBuffer proto) implements Attribute {}
}
