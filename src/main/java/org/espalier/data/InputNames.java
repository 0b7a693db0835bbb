package org.espalier.data;

import org.espalier.model.Dim;
import org.espalier.model.ValueInfo;

import java.util.List;
import java.util.stream.Collectors;

/** Words for what a model takes, for messages. */
final class InputNames {
    private InputNames() {}

    /** Such as {@code image FLOAT32 (batch x 1 x 28 x 28)}. */
    static String describe(List<ValueInfo> inputs) {
        return inputs.stream().map(InputNames::describe).collect(Collectors.joining(" and "));
    }

    /** Such as {@code (batch x 1 x 28 x 28)}. */
    static String dims(List<Dim> dims) {
        return dims.stream().map(InputNames::size).collect(Collectors.joining(" x ", "(", ")"));
    }

    private static String describe(ValueInfo input) {
        List<Dim> dims = input.dims();
        return input.name()
                + " "
                + input.dtype()
                + " "
                + (dims == null ? "of any shape" : dims(dims));
    }

    private static String size(Dim dim) {
        return switch (dim) {
            case Dim.Fixed fixed -> Long.toString(fixed.size());
            case Dim.Symbol symbol -> symbol.name();
            case Dim.Unknown _ -> "?";
        };
    }
}
