package org.espalier.ui.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.Params;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.ParamsSchema.Field;
import org.junit.jupiter.api.Test;

import java.util.Map;

class FormModelTest {
    record Knobs(
            @Params.Param(help = "Rounds.", byDefault = "3", min = 1, max = 9) int rounds,
            @Params.Param(help = "A name.") String name,
            @Params.Param(help = "Whether.", byDefault = "false") boolean deep)
            implements Params {}

    private final ParamsSchema<Knobs> schema = ParamsSchema.of(Knobs.class);
    private final FormModel form = new FormModel(schema.fields(), Map.of("name", "x"));
    private final Field rounds = schema.fields().getFirst();

    @Test
    void beginsWithWhatIsGivenAndTheDefaults() {
        assertEquals(Map.of("rounds", "3", "name", "x", "deep", "false"), form.values());
        assertTrue(form.valid().get());
        assertEquals(new Knobs(3, "x", false), schema.build(form.values()));
    }

    @Test
    void saysWhatMayBeWhereSomethingIsWrong() {
        form.value(rounds).set("12");
        assertEquals(
                "The parameter \"rounds\" is \"12\". Give a whole number from 1 up to 9.",
                form.error(rounds).get());
        assertFalse(form.valid().get());

        form.value(rounds).set("4");
        assertEquals("", form.error(rounds).get());
        assertTrue(form.valid().get());
    }

    @Test
    void aFieldLeftBlankTakesItsDefault() {
        form.value(rounds).set(" ");
        assertTrue(form.valid().get());
        assertEquals(new Knobs(3, "x", false), schema.build(form.values()));
    }
}
