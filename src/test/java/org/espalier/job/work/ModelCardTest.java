package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ModelCardTest {
    private static final String PART =
            """
            ## Compressed with Espalier

            Smaller.

            ```yaml
            espalier: 1
            ```

            | measure | before | after |
            | --- | --- | --- |
            | sparsity | 0.00 % | 50.00 % |
            | non-zero weights | 10 | 5 |
            | bytes as a file | 40 | 40 |
            | bytes stored sparse | 40 | 22 |
            | cosine (95 %, 3 samples) |  | 0.9000 [0.8000, 1.0000] |

            - model a1, data d2, seed 7, {ort=1}, cpu, 1 thread
            """;

    @TempDir Path folder;

    @Test
    void aCardSaysTheRecipeTheMeasuresAndWhatTheyRestOn() {
        assertEquals(PART, card().text());
    }

    @Test
    void whatTheCardSaidBeforeStays() throws IOException {
        Path file = folder.resolve("README.md");
        Files.writeString(file, "license: mit\n");
        card().addTo(folder);
        card().addTo(folder);
        String text = Files.readString(file);
        assertTrue(text.startsWith("license: mit\n\n## Compressed"), text);
        assertEquals(2, text.split("## Compressed", -1).length - 1);
    }

    @Test
    void aFolderWithoutACardGetsOne() throws IOException {
        card().addTo(folder);
        assertEquals(PART, Files.readString(folder.resolve("README.md")));
    }

    private static ModelCard card() {
        Provenance provenance = new Provenance("a1", "d2", 7, Map.of("ort", "1"), "cpu, 1 thread");
        Quality cosine = new Quality("cosine", new Estimate(0.9, 0.8, 1), 3, provenance);
        return new ModelCard(
                "espalier: 1\n",
                new Comparison(
                        measures(0, 10, 40),
                        measures(0.5, 5, 22),
                        null,
                        Double.NaN,
                        null,
                        List.of(cosine),
                        List.of(),
                        new double[0],
                        null,
                        "Smaller."));
    }

    private static ModelMeasures measures(double sparsity, long weights, long sparse) {
        return new ModelMeasures(
                List.of(), null, new ModelSize(40, sparse, 30), -1, sparsity, weights, 10);
    }
}
