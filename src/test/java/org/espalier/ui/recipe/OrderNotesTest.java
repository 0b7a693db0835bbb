package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.MethodCatalog;
import org.espalier.model.LayerId;
import org.espalier.recipe.RecipeReader;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.recipe.Advice.Phrase;
import org.junit.jupiter.api.Test;

import java.util.List;

class OrderNotesTest {
    private static final List<LayerId> LAYERS = List.of(new LayerId("a"), new LayerId("b"));
    private final MethodCatalog methods = FakeWorkbench.small().methods();

    private Phrase of(String... steps) {
        StringBuilder yaml = new StringBuilder("espalier: 1\nsteps:");
        yaml.append(steps.length == 0 ? " []" : "");
        for (String step : steps) {
            yaml.append("\n  - prune: {").append(step).append("}");
        }
        return new OrderNotes(methods).of(new RecipeReader(methods).read(yaml.toString()), LAYERS);
    }

    @Test
    void saysWhatIsNotable() {
        assertEquals(new Phrase("recipe.order.empty"), of());
        assertEquals(new Phrase("recipe.order.single"), of("method: wanda, sparsity: 0.5"));
        assertEquals(
                new Phrase("recipe.order.off"), of("method: wanda, sparsity: 0.5, enabled: false"));
        assertEquals(
                new Phrase("recipe.order.apart"),
                of("method: wanda, layers: {a: 0.5}", "method: wanda, layers: {b: 0.5}"));
        assertEquals(
                new Phrase("recipe.order.calibrated", 2, 1, 1),
                of("method: magnitude, layers: {a: 0.5}", "method: wanda, sparsity: 0.7"));
        assertEquals(
                new Phrase("recipe.order.again", 2, 1, 2),
                of("method: wanda, sparsity: 0.5", "method: magnitude, pattern: 2:4"));
    }

    @Test
    void aModelWithFewerBlocksIsAnotherModel() {
        String drop = "\n  - drop-blocks: {count: 1}";
        String prune = "\n  - prune: {method: wanda, sparsity: 0.5}";
        RecipeReader reader = new RecipeReader(methods);
        OrderNotes notes = new OrderNotes(methods);

        assertEquals(
                new Phrase("recipe.order.without", 2, 1),
                notes.of(reader.read("espalier: 1\nsteps:" + drop + prune), LAYERS));
        assertEquals(
                new Phrase("recipe.order.dropped", 2, 1),
                notes.of(reader.read("espalier: 1\nsteps:" + prune + drop), LAYERS));
    }

    @Test
    void aWeakerStepBehindAStrongerOneChangesNothing() {
        assertEquals(
                new Phrase("recipe.order.idle", 3, 1),
                of(
                        "method: magnitude, sparsity: 0.8",
                        "method: magnitude, sparsity: 0.9, enabled: false",
                        "method: magnitude, layers: {a: 0.5}"));
    }
}
