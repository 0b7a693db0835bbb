package org.espalier.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.junit.jupiter.api.Test;

import java.util.List;

class RecipeEditorTest {
    private static final String COMMENTED =
            """
            espalier: 1
            steps:
              # First the large ones.
              - prune:
                  method: wanda   # calibrated
                  sparsity: 0.5
              - prune:
                  method: magnitude
                  pattern: "2:4"
            """;
    private final RecipeEditor editor = new RecipeEditor(Methods.CATALOG);

    @Test
    void movingKeepsCommentsWithTheirStep() {
        assertEquals(
                """
                espalier: 1
                steps:
                  - prune:
                      method: magnitude
                      pattern: "2:4"
                  # First the large ones.
                  - prune:
                      method: wanda   # calibrated
                      sparsity: 0.5
                """,
                editor.move(COMMENTED, 0, 1));
        assertEquals(COMMENTED, editor.move(editor.move(COMMENTED, 0, 1), 1, 0));
    }

    @Test
    void removesAndDuplicatesOneStepAlone() {
        assertEquals(COMMENTED, editor.remove(editor.duplicate(COMMENTED, 1), 2));
        assertEquals("espalier: 1\nsteps: []\n", editor.remove(editor.remove(COMMENTED, 0), 0));
    }

    @Test
    void switchingOffIsOneLine() {
        String off = editor.enable(COMMENTED, 0, false);

        assertEquals(COMMENTED.replaceFirst("prune:\n", "prune:\n      enabled: false\n"), off);
        assertEquals(COMMENTED, editor.enable(off, 0, true));
    }

    @Test
    void replacingKeepsTheIndentationOfTheOthers() {
        String flush = COMMENTED.replace("\n  ", "\n");
        PruneStep step =
                new PruneStep(
                        "magnitude",
                        PruneParams.DEFAULT,
                        new Target.Sparsity(0.7),
                        List.of(),
                        List.of());

        assertEquals(
                """
                espalier: 1
                steps:
                # First the large ones.
                - prune:
                    method: wanda   # calibrated
                    sparsity: 0.5
                - prune:
                    method: magnitude
                    sparsity: 0.7
                """,
                editor.replace(flush, 1, step));
    }

    @Test
    void stepsOnOneLineAreWrittenAnew() {
        String flow = "{espalier: 1, steps: [{prune: {method: wanda, sparsity: 0.5}}]}";

        assertEquals(
                """
                espalier: 1
                steps:
                  - prune:
                      enabled: false
                      method: wanda
                      sparsity: 0.5
                """,
                editor.enable(flow, 0, false));
    }

    @Test
    void keysBehindTheStepsStayBehind() {
        String turned = "steps:\n  - prune: {method: wanda, sparsity: 0.5}\nespalier: 1\n";

        assertEquals(
                "steps:\n  - prune: {method: wanda, sparsity: 0.5}\n"
                        + "  - prune: {method: wanda, sparsity: 0.5}\nespalier: 1\n",
                editor.duplicate(turned, 0));
    }
}
