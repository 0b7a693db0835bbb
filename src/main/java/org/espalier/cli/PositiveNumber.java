package org.espalier.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 1. */
final class PositiveNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal(text, e);
        }
        throw refusal(text, null);
    }

    private static TypeConversionException refusal(String text, @Nullable Exception cause) {
        TypeConversionException refusal =
                new TypeConversionException("\"%s\" is no whole number from 1".formatted(text));
        refusal.initCause(cause);
        return refusal;
    }
}
