package org.espalier.ui.recipe;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Recipes to begin with; each is a file of the program. */
enum Starter {
    /** The usual first try where there is data. */
    HALF_WANDA,
    /** What loses less where time allows. */
    HALF_SPARSEGPT,
    /** The pattern of the sparse tensor cores, without data. */
    PATTERN_MAGNITUDE,
    /** The pattern, with data. */
    PATTERN_WANDA,
    /** All layers compete. */
    GLOBAL_MAGNITUDE;

    /** Key of its name; with {@code .text} behind it, of when to use it. */
    String key() {
        return "recipe.starter." + file();
    }

    private String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The recipe. */
    String yaml() {
        String path = "/recipes/" + file() + ".yaml";
        try (InputStream in = Starter.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "The recipe %s of the program cannot be read. Install it again."
                            .formatted(path),
                    e);
        }
    }
}
