package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.compress.ParamsSchema;
import org.junit.jupiter.api.Test;

import java.util.Map;

class PruneParamsTest {
    private final ParamsSchema<PruneParams> schema = ParamsSchema.of(PruneParams.class);

    @Test
    void defaultsAreTheMethodsOwnScopeAndNoVariant() {
        assertEquals(PruneParams.DEFAULT, schema.build(Map.of()));
    }

    @Test
    void scopeAndVariantAreReadAsARecipeSpellsThem() {
        assertEquals(
                new PruneParams(Scope.GLOBAL, true),
                schema.build(Map.of("scope", "global", "variant", true)));
    }
}
