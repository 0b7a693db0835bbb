package org.espalier.model;

import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The rule of each operator for the shapes of its outputs, by operator name. */
final class ShapeRules {
    /** Gives what can be said of a node's outputs. */
    @FunctionalInterface
    interface Rule {
        /** One entry for each output that something is known of, in order. */
        List<Known> infer(Operands operands);
    }

    private static final Map<String, Rule> RULES = rules();

    private ShapeRules() {}

    /** The rule of an ONNX operator; null if there is none. */
    static @Nullable Rule of(String op) {
        return RULES.get(op);
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        elementwise(rules);
        products(rules);
        reductions(rules);
        StructureRules.addTo(rules);
        WindowRules.addTo(rules);
        ContentRules.addTo(rules);
        return Map.copyOf(rules);
    }

    /** Puts a rule for operators with one output of interest. */
    static void put(Map<String, Rule> rules, Function<Operands, Known> rule, String... ops) {
        for (String op : ops) {
            rules.put(op, operands -> List.of(rule.apply(operands)));
        }
    }

    private static void elementwise(Map<String, Rule> rules) {
        put(rules, ShapeRules::same, "Abs", "Acos", "Asin", "Atan", "BatchNormalization", "Ceil");
        put(rules, ShapeRules::same, "Celu", "Clip", "Cos", "Cosh", "CumSum", "Elu", "Erf", "Exp");
        put(rules, ShapeRules::same, "Floor", "Gelu", "GroupNormalization", "HardSigmoid");
        put(rules, ShapeRules::same, "HardSwish", "Hardmax", "InstanceNormalization", "LRN");
        put(rules, ShapeRules::same, "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax");
        put(rules, ShapeRules::same, "LpNormalization", "Mish", "Neg", "PRelu", "Reciprocal");
        put(rules, ShapeRules::same, "RMSNormalization", "Relu", "Round", "ScatterElements");
        put(rules, ShapeRules::same, "ScatterND", "Selu", "Sigmoid", "Sign", "Sin", "Sinh");
        put(rules, ShapeRules::same, "Softmax", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh");
        put(rules, ShapeRules::same, "ThresholdedRelu", "Trilu", "Swish");
        put(rules, o -> same(o).withType(DType.BOOL), "IsNaN", "IsInf", "Not");
        put(rules, ShapeRules::quantized, "QuantizeLinear");
        put(rules, o -> same(o).withType(o.dtype(1)).withContent(null), "DequantizeLinear");
        rules.put("Dropout", o -> List.of(same(o), same(o).withType(DType.BOOL)));
        put(rules, ShapeRules::broadcast, "Pow", "BitShift", "Mean", "Sum");
        put(rules, o -> broadcast(o).withType(DType.BOOL), "Xor");
    }

    private static Known same(Operands o) {
        return Known.of(o.dtype(0), o.dims(0));
    }

    private static Known quantized(Operands o) {
        return same(o).withType(o.node().input(2) == null ? DType.UINT8 : o.dtype(2));
    }

    /** All inputs broadcast against each other, in the first one's type. */
    static Known broadcast(Operands o) {
        long[] dims = o.dims(0);
        for (int i = 1; i < o.inputs().size(); i++) {
            dims = broadcast(dims, o.dims(i));
        }
        return Known.of(o.dtype(0), dims);
    }

    /** The common shape of two, axes aligned at the end. */
    static long @Nullable [] broadcast(long @Nullable [] a, long @Nullable [] b) {
        if (a == null || b == null) {
            return null;
        }
        long[] dims = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= dims.length; i++) {
            long left = i <= a.length ? a[a.length - i] : 1;
            long right = i <= b.length ? b[b.length - i] : 1;
            dims[dims.length - i] = broadcast(left, right);
        }
        return dims;
    }

    private static long broadcast(long a, long b) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1) {
            return b;
        }
        if (a != Known.UNKNOWN && b != Known.UNKNOWN) {
            throw new IllegalArgumentException(a + " against " + b);
        }
        return Math.max(a, b);
    }

    private static void products(Map<String, Rule> rules) {
        put(rules, ShapeRules::matMul, "MatMul");
        put(rules, o -> matMul(o).withType(DType.INT32), "MatMulInteger");
        put(rules, ShapeRules::gemm, "Gemm");
        put(rules, ShapeRules::einsum, "Einsum");
    }

    private static Known matMul(Operands o) {
        long[] a = o.dims(0);
        long[] b = o.dims(o.node().is("QLinearMatMul") ? 3 : 1);
        if (a == null || b == null) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        long[] left = a.length == 1 ? new long[] {1, a[0]} : a;
        long[] right = b.length == 1 ? new long[] {b[0], 1} : b;
        long[] dims =
                broadcast(
                        Arrays.copyOf(left, left.length - 2),
                        Arrays.copyOf(right, right.length - 2));
        int batch = dims == null ? 0 : dims.length;
        long[] whole = dims == null ? new long[2] : Arrays.copyOf(dims, batch + 2);
        whole[batch] = left[left.length - 2];
        whole[batch + 1] = right[right.length - 1];
        int from = a.length == 1 ? 1 : 0;
        long[] result = b.length == 1 ? Arrays.copyOf(whole, batch + 1) : whole;
        if (from == 1) {
            result = StructureRules.without(result, batch);
        }
        return Known.of(o.dtype(0), result);
    }

    private static Known gemm(Operands o) {
        long[] a = o.dims(0);
        long[] b = o.dims(1);
        long rows = a == null ? Known.UNKNOWN : a[o.node().intAttribute("transA", 0) == 0 ? 0 : 1];
        long columns =
                b == null ? Known.UNKNOWN : b[o.node().intAttribute("transB", 0) == 0 ? 1 : 0];
        return Known.of(o.dtype(0), rows, columns);
    }

    /** Einsum with an explicit output and no ellipsis. */
    private static Known einsum(Operands o) {
        String equation = o.node().stringAttribute("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        if (sides.length != 2 || equation.contains(".")) {
            return Known.NOTHING.withType(o.dtype(0));
        }
        Map<Integer, Long> sizes = new HashMap<>();
        String[] terms = sides[0].split(",", -1);
        for (int i = 0; i < terms.length; i++) {
            long[] dims = o.dims(i);
            for (int j = 0; dims != null && j < dims.length; j++) {
                sizes.merge((int) terms[i].charAt(j), dims[j], Math::max);
            }
        }
        long[] dims =
                sides[1].chars().mapToLong(c -> sizes.getOrDefault(c, Known.UNKNOWN)).toArray();
        return Known.of(o.dtype(0), dims);
    }

    private static void reductions(Map<String, Rule> rules) {
        put(rules, ShapeRules::reduce, "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin");
        put(rules, ShapeRules::reduce, "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum");
        put(rules, ShapeRules::reduce, "ReduceLogSumExp", "ReduceSumSquare");
        put(rules, ShapeRules::argument, "ArgMax", "ArgMin");
    }

    private static Known reduce(Operands o) {
        long[] dims = o.dims(0);
        boolean keep = o.node().intAttribute("keepdims", 1) != 0;
        long[] axes = o.ints("axes", 1);
        if (dims == null || axes == null && o.has("axes", 1)) {
            return keep && dims != null
                    ? Known.ofRank(o.dtype(0), dims.length)
                    : same(o).withDims();
        }
        if (axes == null || axes.length == 0) {
            boolean nothing = o.node().intAttribute("noop_with_empty_axes", 0) != 0;
            axes = nothing ? new long[0] : LongStream.range(0, dims.length).toArray();
        }
        return Known.of(o.dtype(0), reduced(dims, axes, keep));
    }

    private static long[] reduced(long[] dims, long[] axes, boolean keep) {
        long[] sizes = dims.clone();
        boolean[] gone = new boolean[dims.length];
        for (long axis : axes) {
            int at = Operands.axis(axis, dims.length);
            sizes[at] = 1;
            gone[at] = !keep;
        }
        return StructureRules.without(sizes, gone);
    }

    private static Known argument(Operands o) {
        long[] dims = o.dims(0);
        if (dims == null) {
            return Known.NOTHING.withType(DType.INT64);
        }
        long[] axes = {o.node().intAttribute("axis", 0)};
        return Known.of(
                DType.INT64, reduced(dims, axes, o.node().intAttribute("keepdims", 1) != 0));
    }
}
