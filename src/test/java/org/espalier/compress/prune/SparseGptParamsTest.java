package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.base.UserFacingException;
import org.espalier.compress.ParamsSchema;
import org.junit.jupiter.api.Test;

import java.util.Map;

class SparseGptParamsTest {
    private final ParamsSchema<SparseGptParams> schema = ParamsSchema.of(SparseGptParams.class);

    @Test
    void defaultsAreThePapers() {
        assertEquals(SparseGptParams.DEFAULT, schema.build(Map.of()));
        assertEquals(Map.of(), ParamsSchema.written(SparseGptParams.DEFAULT));
    }

    @Test
    void dampeningAndBlockSizeAreReadAsARecipeSpellsThem() {
        assertEquals(
                new SparseGptParams(0.05, 64),
                schema.build(Map.of("dampening", "0.05", "blockSize", "64")));
    }

    @Test
    void whatMayBeWrittenIsToldInPlainNumbers() {
        UserFacingException refusal =
                assertThrows(
                        UserFacingException.class, () -> schema.build(Map.of("dampening", "0")));
        assertEquals(
                "The parameter \"dampening\" is \"0\". Give a number from 0.000001 up to 1.",
                refusal.getMessage());
    }
}
