package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.recipe.RecipeCompletion.Offer;
import org.espalier.recipe.RecipeCompletion.Suggestion;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The caret stands at {@code |}. */
class RecipeCompletionTest {
    private final RecipeCompletion completion =
            new RecipeCompletion(
                    Methods.CATALOG, List.of("conv1", "stage1.0.conv1", "stage1.0.conv2", "fc"));

    private static final String STEP =
            """
            espalier: 1
            steps:
              - prune:
                  method: wanda
            """;

    @Test
    void offersKeysOfAStep() {
        assertEquals(
                List.of(
                        "method: ",
                        "sparsity: ",
                        "pattern: ",
                        "exclude: ",
                        "layers: ",
                        "schedule: ",
                        "blocks: ",
                        "enabled: ",
                        "scope: ",
                        "variant: "),
                at(STEP + "      |"));
    }

    @Test
    void whatBeginsAsTypedComesFirst() {
        assertEquals(List.of("sparsity: ", "schedule: "), at(STEP + "      s|").subList(0, 2));
        assertEquals(STEP.length() + 6, offer(STEP + "      s|").from());
    }

    @Test
    void offersValuesOfTheKey() {
        assertEquals(List.of("magnitude", "wanda"), at("steps:\n  - prune:\n      method: |"));
        assertEquals(List.of("wanda"), at("steps:\n  - prune:\n      method: w|"));
        assertEquals(List.of("row", "layer", "global"), at(STEP + "      scope: |"));
        assertEquals(List.of("\"2:4\""), at(STEP + "      pattern: 2|"));
        assertEquals(List.of("uniform", "owl"), at(STEP + "      schedule: |"));
        assertEquals(List.of("auto", "none"), at(STEP + "      blocks: |"));
        assertTrue(at(STEP + "      enabled: |").containsAll(List.of("true", "false")));
    }

    @Test
    void offersLayersWhereLayersStand() {
        assertEquals(
                List.of("stage1.0.conv1", "stage1.0.conv2", "\"stage1.*\""),
                at(STEP + "      exclude: [fc, st|"));
        assertEquals(List.of("fc: "), at(STEP + "      layers:\n        fc|"));
        assertEquals(List.of("0.5"), at(STEP + "      layers:\n        fc: 0.5|"));
        assertEquals(List.of("fc"), at(STEP + "      exclude:\n        - fc|"));
    }

    @Test
    void understandsStepsOnOneLine() {
        assertEquals(List.of("wanda"), at("steps:\n  - prune: {sparsity: 0.5, method: wa|"));
        assertEquals(List.of("method: "), at("steps:\n  - prune: {met|"));
    }

    @Test
    void offersTheFrameOfARecipe() {
        assertTrue(at("|").containsAll(List.of("espalier: 1", "steps:")));
        assertEquals(List.of("prune:", "drop-blocks:"), at("steps:\n  - |"));
        assertEquals(List.of("by: "), at("steps:\n  - drop-blocks: {b|").subList(0, 1));
        assertEquals(List.of("influence"), at("steps:\n  - drop-blocks: {count: 1, by: |"));
        assertEquals(List.of(), at("espalier: 1\nnonsense:\n  |"));
    }

    private List<String> at(String marked) {
        return offer(marked).suggestions().stream().map(Suggestion::text).toList();
    }

    private Offer offer(String marked) {
        return completion.at(marked.replace("|", ""), marked.indexOf('|'));
    }
}
