package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.espalier.engine.Precision;
import org.espalier.model.Attribute;

import java.util.List;
import java.util.Map;

/**
 * Matrix products in 16 bits: both factors are rounded, PyTorch sums in fp32 inside the product,
 * and its rounded result is widened. Values in other types than fp32 are computed as they are.
 */
public final class NarrowOperators {
    /** Rounds an fp32 value. */
    public static final String NARROW = "Narrow";

    /** The product of an fp32 value and another, which may be narrow already. */
    public static final String PRODUCT = "NarrowProduct";

    private static final String TYPE = "type";
    private static final String IS_NARROW = "narrow";

    private NarrowOperators() {}

    static void list(OperatorTable table) {
        table.any(NARROW, NarrowOperators::narrow);
        table.one(PRODUCT, NarrowOperators::product);
    }

    /**
     * Attributes of these nodes.
     *
     * @param narrow whether the second factor is narrow already
     */
    public static Map<String, Attribute> attributes(Precision precision, boolean narrow) {
        return Map.of(
                TYPE,
                new Attribute.IntValue(NarrowTypes.number(precision)),
                IS_NARROW,
                new Attribute.IntValue(narrow ? 1 : 0));
    }

    private static List<Value> narrow(Call call) {
        NDArray x = call.in(0);
        return List.of(
                isWide(x)
                        ? Value.opaque(NarrowTypes.cast(x, call.integer(TYPE, 0)), "16 bits")
                        : Value.of(x));
    }

    private static NDArray product(Call call) {
        NDArray a = call.in(0);
        NDArray b = call.in(1);
        if (!isWide(a)) {
            return a.matMul(b);
        }
        long type = call.integer(TYPE, 0);
        NDArray second = call.flag(IS_NARROW) ? b : NarrowTypes.cast(b, type);
        return NarrowTypes.widen(NarrowTypes.cast(a, type).matMul(second));
    }

    private static boolean isWide(NDArray x) {
        return x.getDataType() == DataType.FLOAT32;
    }
}
