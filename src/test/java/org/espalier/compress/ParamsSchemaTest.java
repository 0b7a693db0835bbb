package org.espalier.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ParamsSchemaTest {
    enum Rivals {
        ROW,
        LAYER,
        GLOBAL
    }

    record Everything(
            @Params.Param(help = "Dampens.", byDefault = "0.01", min = 0, max = 1, unit = "%")
                    double damping,
            @Params.Param(help = "Columns.", byDefault = "128", min = 1) int block,
            @Params.Param(help = "Seed.") long seed,
            @Params.Param(help = "Name.", byDefault = "x") String name,
            @Params.Param(help = "Small.", byDefault = "0.5") float small,
            @Params.Param(help = "Who competes.") @Nullable Rivals scope)
            implements Params {}

    private final ParamsSchema<Everything> schema = ParamsSchema.of(Everything.class);

    @Test
    void describesEachComponentOfTheRecord() {
        ParamsSchema.Field damping = schema.fields().get(0);
        assertEquals("damping", damping.name());
        assertEquals("Dampens.", damping.help());
        assertEquals("a number from 0 up to 1 (%)", damping.range());
        assertEquals("a whole number from 1", schema.fields().get(1).range());
        assertEquals(List.of("row", "layer", "global"), schema.fields().get(5).allowed());
        assertTrue(schema.fields().get(5).optional());
    }

    @Test
    void fillsInDefaultsAndLeavesOptionalsNull() {
        assertEquals(
                new Everything(0.01, 128, 7, "x", 0.5f, null), schema.build(Map.of("seed", 7)));
    }

    @Test
    void takesWhatYamlAndOptionsGive() {
        Map<String, Object> values =
                Map.of(
                        "damping",
                        1,
                        "block",
                        "64",
                        "seed",
                        5_000_000_000L,
                        "name",
                        "a b",
                        "small",
                        2.5,
                        "scope",
                        "Layer");
        assertEquals(
                new Everything(1, 64, 5_000_000_000L, "a b", 2.5f, Rivals.LAYER),
                schema.build(values));
    }

    @Test
    void refusesWithNameValueAndRange() {
        assertEquals(
                "The parameter \"damping\" is \"1.5\". Give a number from 0 up to 1 (%).",
                refusal(Map.of("seed", 1, "damping", 1.5)));
        assertEquals(
                "The parameter \"block\" is \"2.5\". Give a whole number from 1.",
                refusal(Map.of("seed", 1, "block", 2.5)));
        assertEquals(
                "The parameter \"damping\" is \"NaN\". Give a number from 0 up to 1 (%).",
                refusal(Map.of("seed", 1, "damping", Double.NaN)));
        assertEquals(
                "The parameter \"scope\" is \"rows\". Give one of: row, layer, global.",
                refusal(Map.of("seed", 1, "scope", "rows")));
        assertEquals("The parameter \"seed\" is missing. Give a whole number.", refusal(Map.of()));
        assertEquals(
                "There is no parameter \"sed\". Parameters: damping, block, seed, name, small,"
                        + " scope.",
                refusal(Map.of("sed", 1)));
    }

    @Test
    void refusesWholeNumbersThatDoNotFit() {
        assertTrue(refusal(Map.of("seed", 1, "block", 3e9)).contains("\"block\""));
        assertEquals(
                9_007_199_254_740_993L,
                schema.build(Map.of("seed", 9_007_199_254_740_993L)).seed());
    }

    private String refusal(Map<String, Object> values) {
        return String.valueOf(
                assertThrows(UserFacingException.class, () -> schema.build(values)).getMessage());
    }
}
