package org.espalier.job;

import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.model.LayerId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A made-up scan of four layers at three sparsities that keeps each cell in a file. The spec's
 * method says how it behaves at its sixth cell.
 */
final class SlowWork implements JobWork {
    static final String STEADY = "steady";
    static final String STUCK_ONCE = "stuck-once";
    static final String STUCK = "stuck";
    static final String SPINNING = "spinning";
    static final String EXHAUSTING = "exhausting";
    static final String BROKEN = "broken";
    static final String REFUSED = "refused";
    static final String WRITING = "writing";

    /** What it writes. */
    static final String TEXT = "two lines\nof the Uni\u00f3n \ud83d\ude00";

    private static final int LAYERS = 4;
    private static final int TROUBLE = 5;

    @Override
    public JobResult execute(JobSpec spec, JobContext context) {
        JobSpec.Scan scan = (JobSpec.Scan) spec;
        context.started("cpu: made up");
        context.plan(List.of(new JobContext.Phase("Scanning", 1)));
        Progress progress = context.phase("Scanning");
        List<LayerId> layers = new ArrayList<>();
        double[] sparsities = scan.sparsities().stream().mapToDouble(s -> s).toArray();
        double[][] damage = new double[LAYERS][sparsities.length];
        int cell = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            layers.add(new LayerId("layer" + layer));
            for (int s = 0; s < sparsities.length; s++, cell++) {
                progress.checkpoint();
                if (cell == TROUBLE) {
                    trouble(scan.methods().get(0), context, progress);
                }
                damage[layer][s] =
                        cell(context, scan.methods().get(0), layers.get(layer), sparsities[s]);
                progress.update("Cell " + cell, cell + 1, (long) LAYERS * sparsities.length);
            }
        }
        return new JobResult.Scanned(
                List.of(
                        new SensitivityTable(
                                scan.methods().get(0),
                                Measure.KL_DIVERGENCE,
                                layers,
                                sparsities,
                                damage)),
                List.of());
    }

    private static double cell(JobContext context, String method, LayerId layer, double sparsity) {
        Path file = context.folder().resolve("cells").resolve(layer + "@" + sparsity);
        if (Files.exists(file)) {
            return Double.parseDouble(read(file));
        }
        double damage = Math.pow(sparsity, 3) * (1 + layer.name().hashCode() % 7);
        WholeFile.writeString(file, Double.toString(damage));
        context.cell(method, layer, sparsity, damage);
        return damage;
    }

    private static void trouble(String method, JobContext context, Progress progress) {
        switch (method) {
            case STUCK -> stuck();
            case STUCK_ONCE -> {
                if (!Files.exists(context.folder().resolve("second-attempt"))) {
                    stuck();
                }
            }
            case SPINNING -> {
                while (true) {
                    progress.checkpoint();
                    Thread.onSpinWait();
                }
            }
            case EXHAUSTING -> exhaust();
            case WRITING -> context.written(TEXT);
            case BROKEN -> throw new IllegalStateException("a bug");
            case REFUSED -> throw UserFacingException.badInput("No such data. Name a file.");
            default -> {}
        }
    }

    private static void stuck() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void exhaust() {
        List<long[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new long[1 << 24]);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
