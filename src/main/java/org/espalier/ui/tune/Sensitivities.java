package org.espalier.ui.tune;

import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.analyze.SensitivityTable.PatternDamage;
import org.espalier.compress.Target;
import org.espalier.job.JobEvent;
import org.espalier.model.LayerId;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sensitivity tables known so far, by method: instant ones, and measured ones as they grow. */
final class Sensitivities {
    /** Sparsities that scans ask for. */
    static final List<Double> SPARSITIES =
            List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95);

    private final Map<String, SensitivityTable> instant = new HashMap<>();
    private final Map<String, SensitivityTable> measured = new HashMap<>();
    private List<LayerId> layers = List.of();

    /** Forgets everything: another model, or other data. */
    void open(List<LayerId> opened) {
        layers = List.copyOf(opened);
        instant.clear();
        measured.clear();
    }

    /** Takes finished tables. */
    void add(List<SensitivityTable> tables) {
        for (SensitivityTable table : tables) {
            boolean quick = table.measure() == Measure.OUTPUT_ERROR;
            (quick ? instant : measured).put(table.method(), aligned(table));
        }
    }

    /** Makes an empty measured table for cells to arrive in. */
    void expect(String method, Measure measure) {
        measured.putIfAbsent(method, unknown(method, measure));
    }

    /** Takes one measured cell. */
    void add(JobEvent.CellMeasured cell) {
        SensitivityTable table = measured.get(cell.method());
        int layer = layers.indexOf(cell.layer());
        if (table == null || layer < 0) {
            return;
        }
        int column = column(table.sparsities(), cell.sparsity());
        if (column >= 0) {
            table.damage()[layer][column] = cell.damage();
        }
    }

    private static int column(double[] sparsities, double sparsity) {
        return IntStream.range(0, sparsities.length)
                .filter(i -> Math.abs(sparsities[i] - sparsity) < 1e-9)
                .findFirst()
                .orElse(-1);
    }

    /** The table to show; all unknown if there is none yet. */
    SensitivityTable table(String method, DamageChoice choice) {
        SensitivityTable table = (choice.measured() ? measured : instant).get(method);
        return table == null ? unknown(method, choice.measure()) : table;
    }

    /**
     * The table of a schedule: each layer's row from the table of its method.
     *
     * @param methods keys, one per layer
     */
    SensitivityTable table(List<String> methods, DamageChoice choice) {
        Map<String, SensitivityTable> used = new LinkedHashMap<>();
        methods.forEach(key -> used.computeIfAbsent(key, method -> table(method, choice)));
        if (used.size() == 1) {
            return used.values().iterator().next();
        }
        List<SensitivityTable> each = methods.stream().map(used::get).toList();
        double[] sparsities = SPARSITIES.stream().mapToDouble(Double::doubleValue).toArray();
        return new SensitivityTable(
                String.join("+", used.keySet()),
                choice.measure(),
                layers,
                sparsities,
                IntStream.range(0, each.size())
                        .mapToObj(i -> each.get(i).damage()[i])
                        .toArray(double[][]::new),
                patterns(each));
    }

    private static List<PatternDamage> patterns(List<SensitivityTable> each) {
        return each.stream()
                .flatMap(table -> table.patterns().stream())
                .map(PatternDamage::pattern)
                .distinct()
                .map(pattern -> new PatternDamage(pattern, column(pattern, each)))
                .toList();
    }

    private static double[] column(Target.NM pattern, List<SensitivityTable> each) {
        return IntStream.range(0, each.size())
                .mapToDouble(i -> each.get(i).patternDamage(i, pattern).orElse(Double.NaN))
                .toArray();
    }

    /** The tables of all methods, in the methods' order. */
    Stream<SensitivityTable> all(Stream<String> methods, boolean ofMeasured) {
        return methods.map((ofMeasured ? measured : instant)::get).filter(Objects::nonNull);
    }

    /** The measured table of a method, as far as it is known. */
    @Nullable SensitivityTable measured(String method) {
        return measured.get(method);
    }

    /** Share of known cells. */
    static double known(SensitivityTable table) {
        long cells = Arrays.stream(table.damage()).mapToLong(row -> row.length).sum();
        long known =
                Arrays.stream(table.damage())
                        .flatMapToDouble(Arrays::stream)
                        .filter(damage -> !Double.isNaN(damage))
                        .count();
        return cells == 0 ? 0 : (double) known / cells;
    }

    private SensitivityTable unknown(String method, Measure measure) {
        double[] sparsities = SPARSITIES.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] damage = new double[layers.size()][sparsities.length];
        Arrays.stream(damage).forEach(row -> Arrays.fill(row, Double.NaN));
        return new SensitivityTable(method, measure, layers, sparsities, damage);
    }

    /** The same table with a row for each layer of the model, in its order. */
    private SensitivityTable aligned(SensitivityTable table) {
        double[][] damage = new double[layers.size()][];
        for (int i = 0; i < damage.length; i++) {
            int row = table.layers().indexOf(layers.get(i));
            damage[i] = row < 0 ? nothing(table) : table.damage()[row].clone();
        }
        return new SensitivityTable(
                table.method(),
                table.measure(),
                layers,
                table.sparsities(),
                damage,
                table.patterns().stream().map(column -> aligned(table, column)).toList());
    }

    private PatternDamage aligned(SensitivityTable table, PatternDamage column) {
        double[] damage = new double[layers.size()];
        for (int i = 0; i < damage.length; i++) {
            int row = table.layers().indexOf(layers.get(i));
            damage[i] = row < 0 ? Double.NaN : column.damage()[row];
        }
        return new PatternDamage(column.pattern(), damage);
    }

    private static double[] nothing(SensitivityTable table) {
        double[] row = new double[table.sparsities().length];
        Arrays.fill(row, Double.NaN);
        return row;
    }
}
