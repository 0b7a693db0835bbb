package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.Scope;
import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

class RecipeReaderTest {
    private static final List<LayerId> LAYERS =
            Stream.of("conv1", "stage3.0.conv1", "stage3.0.conv2", "stage30", "fc")
                    .map(LayerId::new)
                    .toList();
    private final RecipeReader reader = new RecipeReader(Methods.CATALOG);

    @Test
    void readsEveryPartOfAStep() {
        String yaml =
                """
                # a comment
                espalier: 1
                steps:
                  - prune:
                      method: wanda          # magnitude | wanda
                      sparsity: 0.6
                      scope: row
                      exclude: [conv1]
                      layers: {"stage3.*": 0.8, fc: "2:4"}
                  - prune: {method: magnitude, pattern: 4:8, layers: {fc: 0}}
                """;

        Recipe recipe = reader.readFor(yaml, LAYERS);

        assertEquals(
                new Recipe(
                        List.of(
                                new PruneStep(
                                        "wanda",
                                        new PruneParams(Scope.ROW, false),
                                        new Target.Sparsity(0.6),
                                        List.of(new LayerSelector("conv1")),
                                        List.of(
                                                rule("stage3.*", new Target.Sparsity(0.8)),
                                                rule("fc", new Target.NM(2, 4)))),
                                new PruneStep(
                                        "magnitude",
                                        PruneParams.DEFAULT,
                                        new Target.NM(4, 8),
                                        List.of(),
                                        List.of(rule("fc", new Target.Sparsity(0)))))),
                recipe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~{method: wanda, sparsty: 0.6}~         | 25 | "sparsty" means nothing here. Did you mean sparsity?
                    ~{sparsity: 0.6}~                       |  9 | needs "method:". Methods: magnitude, wanda
                    ~{method: wnda, sparsity: 0.6}~         | 18 | no method "wnda"
                    ~{method: wanda, sparsity: 1.5}~        | 35 | Give a share from 0 up to
                    ~{method: wanda, sparsity: most}~       | 35 | "most" is not a share
                    ~{method: wanda, pattern: "4:2"}~       | 34 | 0 < N < M <= 64
                    ~{method: wanda, sparsity: 0.5, pattern: "2:4"}~ | 40 | not both
                    ~{method: wanda, sparsity: 0.5, scope: column}~  | 47 | Give one of: row, layer, global
                    ~{method: wanda, sparsity: 0.5, variant: maybe}~ | 49 | Give one of: true, false
                    ~{method: wanda}~                       |  9 | says not how far to go
                    ~{method: wanda, sparsity: 0.5, exclude: conv1}~ | 49 | must be a list
                    ~{method: wanda, sparsity: 0.5, exclude: [conv2]}~ | 50 | No layer of the model is named "conv2". Did you mean conv1
                    ~{method: wanda, layers: {"stage4.*": 0.5}}~ | 34 | Did you mean stage3.0.conv1
                    ~{method: wanda, layers: {stage3: 0.5}}~ | 34 | Did you mean stage30, stage3.0.conv1
                    ~{method: wanda, layers: {fc: 0.5, fc: 0.6}}~ | 43 | "fc" stands here twice
                    ~{method: wanda, layers: {fc: [1]}}~ | 38 | must be a single value, not a list
                    ~{method: wanda, exclude: [fc], layers: {fc: 0.5}}~ | 40 | has no effect
                    ~{method: magnitude, scope: global, sparsity: 0.5, layers: {fc: 0.5}}~ | 59 | all layers compete for one sparsity
                    ~{method: magnitude, scope: global, pattern: "2:4"}~ | 44 | all layers compete for one sparsity
                    ~&a {method: *a}~ | 21 | Aliases
                    ~{method: wanda, sparsity: 0.5, enabled: no}~ | 49 | Write true or false
                    """)
    void complainsAboutTheLineAndTheColumn(String body, int column, String remedy) {
        String yaml = "espalier: 1\nsteps:\n  - prune:\n        " + body + "\n";

        String message =
                assertThrows(UserFacingException.class, () -> reader.readFor(yaml, LAYERS))
                        .getMessage();

        assertEquals(
                "Line 4, column " + column, message.substring(0, message.indexOf(':')), message);
        assertEquals(remedy, message.contains(remedy) ? remedy : message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~~                              | Line 1, column 1: The file is empty
                    ~- a~                           | must be keys with values, not a list
                    ~steps: []~                     | begins with its version
                    ~{espalier: 2, steps: []}~      | Line 1, column 12: This recipe is of version 2
                    ~espalier: 1~                   | needs "steps:"
                    ~{espalier: 1, step: []}~       | Did you mean steps
                    ~{espalier: 1, steps: [{grow: 1}]}~ | "grow" means nothing here. Did you mean drop-blocks, prune
                    ~{espalier: 1, steps: [{}]}~    | begins with "prune:" or "drop-blocks:"
                    ~{espalier: 1, steps: [{drop-blocks: {}}]}~ | says how many
                    ~{espalier: 1, steps: [{drop-blocks: {count: 0}}]}~ | "0" is no number of blocks
                    ~{espalier: 1, steps: [{drop-blocks: {count: 1, by: luck}}]}~ | Write influence
                    ~{espalier: 1, steps: [{drop-blocks: {blocks: [a], by: influence}}]}~ | goes with "count:"
                    ~{espalier: 1, steps: [{drop-blocks: {blocks: [a], count: 1}}]}~ | and not both
                    ~{espalier: 1, steps: [{drop-blocks: {blocks: []}}]}~ | names no block
                    ~{espalier: 1, steps: [}~       | This is not YAML
                    ~{espalier: 1, steps: ["a]}~    | This is not YAML
                    """)
    void refusesWhatIsNoRecipe(String yaml, String words) {
        String message =
                assertThrows(UserFacingException.class, () -> reader.read(yaml)).getMessage();

        assertEquals(words, message.contains(words) ? words : message);
    }

    @Test
    void readsWhichBlocksAreDropped() {
        String yaml =
                """
                espalier: 1
                steps:
                  - drop-blocks: {count: 2, by: influence}
                  - drop-blocks: {blocks: [stage3.0], enabled: false}
                """;

        assertEquals(
                List.of(
                        new DropStep(new DropStep.Choice.Influence(2), true),
                        new DropStep(new DropStep.Choice.Named(List.of("stage3.0")), false)),
                reader.readFor(yaml, LAYERS).steps());
        String message =
                assertThrows(
                                UserFacingException.class,
                                () -> reader.readFor(yaml.replace("stage3.0", "stage9"), LAYERS))
                        .getMessage();
        assertEquals(
                "Line 4, column 28: No layer of the model lies in a block \"stage9\".", message);
    }

    private static PruneStep.Rule rule(String spelling, Target target) {
        return new PruneStep.Rule(new LayerSelector(spelling), target);
    }
}
