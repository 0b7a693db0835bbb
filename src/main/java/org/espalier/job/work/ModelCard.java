package org.espalier.job.work;

import org.espalier.analyze.Comparison;
import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a checkpoint folder says of how it was made: the recipe, the measures before and after, and
 * what they rest on, as a part of its {@code README.md}, which hubs show as the model's card.
 *
 * @param recipe the recipe's YAML text
 */
record ModelCard(String recipe, Comparison comparison) {
    private static final String FILE = "README.md";

    /**
     * Adds the part behind what the card says already: its license, and the parts of earlier runs.
     *
     * @throws UserFacingException if the card cannot be read or written
     */
    void addTo(Path folder) {
        Path card = folder.resolve(FILE);
        try {
            String before = Files.exists(card) ? Files.readString(card).strip() + "\n\n" : "";
            WholeFile.writeString(card, before + text());
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s. Correct or delete it.".formatted(card, e), e);
        }
    }

    /** The part as Markdown. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("## Compressed with Espalier", ""));
        lines.add(comparison.verdict());
        lines.addAll(List.of("", "```yaml", recipe.strip(), "```", ""));
        lines.addAll(List.of("| measure | before | after |", "| --- | --- | --- |"));
        lines.addAll(rows(comparison.base(), comparison.candidate()));
        comparison.fidelity().forEach(quality -> lines.add(row(quality, "")));
        lines.add("");
        provenance().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rows(ModelMeasures before, ModelMeasures after) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(before.quality().size(), after.quality().size()); i++) {
            rows.add(row(after.quality().get(i), interval(before.quality().get(i))));
        }
        rows.add(row("sparsity", percent(before.sparsity()), percent(after.sparsity())));
        rows.add(row("non-zero weights", before.weights(), after.weights()));
        rows.add(row("bytes as a file", before.size().denseFile(), after.size().denseFile()));
        rows.add(row("bytes stored sparse", before.size().sparse(), after.size().sparse()));
        Latency first = before.latency();
        Latency second = after.latency();
        if (first != null && second != null) {
            rows.add(row("latency, median of one sample", median(first), median(second)));
        }
        return rows;
    }

    private static String row(Quality quality, String before) {
        String name = "%s (95 %%, %d samples)".formatted(quality.metric(), quality.samples());
        return row(name, before, interval(quality));
    }

    private static String row(String measure, Object before, Object after) {
        return "| %s | %s | %s |".formatted(measure, before, after);
    }

    private static String interval(Quality quality) {
        return String.format(
                Locale.ROOT,
                "%.4f [%.4f, %.4f]",
                quality.estimate().value(),
                quality.estimate().low(),
                quality.estimate().high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String median(Latency latency) {
        return String.format(Locale.ROOT, "%.3f ms", latency.p50Ms().value());
    }

    /** Each different set of facts once. */
    private Stream<String> provenance() {
        return Stream.of(
                        comparison.base().quality(),
                        comparison.candidate().quality(),
                        comparison.fidelity())
                .flatMap(List::stream)
                .map(Quality::provenance)
                .map(ModelCard::line)
                .distinct();
    }

    private static String line(Provenance provenance) {
        return "- model %s, data %s, seed %d, %s, %s"
                .formatted(
                        provenance.model(),
                        provenance.data(),
                        provenance.seed(),
                        new TreeMap<>(provenance.versions()),
                        provenance.device());
    }
}
