package org.espalier.ui.recipe;

import org.espalier.analyze.Schedule;
import org.espalier.analyze.SensitivityTable;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the Tune screen has in hand and knows.
 *
 * @param schedule in hand
 * @param recipe that carries it out, as YAML
 * @param errors the instant table of a method, by its key; cells that no scan told yet are NaN
 */
public record Tuned(
        Supplier<Schedule> schedule,
        Supplier<String> recipe,
        Function<String, SensitivityTable> errors) {}
