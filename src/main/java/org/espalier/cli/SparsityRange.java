package org.espalier.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Shares between 0 and 1: a range {@code from:to:step}, both ends included, or a list. */
record SparsityRange(List<Double> shares) {

    /** Reads {@code 0.1:0.9:0.1} or {@code 0.5,0.7}. */
    static final class Converter implements ITypeConverter<SparsityRange> {
        @Override
        public SparsityRange convert(String text) {
            List<BigDecimal> shares = parse(text);
            boolean ascending = shares.stream().sorted().distinct().toList().equals(shares);
            if (shares.isEmpty() || !ascending || !shares.stream().allMatch(Converter::isShare)) {
                throw refusal(text, null);
            }
            return new SparsityRange(shares.stream().map(BigDecimal::doubleValue).toList());
        }

        private static List<BigDecimal> parse(String text) {
            try {
                return text.contains(":") ? range(text) : list(text);
            } catch (IllegalArgumentException e) {
                throw refusal(text, e);
            }
        }

        private static List<BigDecimal> range(String text) {
            List<BigDecimal> parts = Arrays.stream(text.split(":")).map(BigDecimal::new).toList();
            if (parts.size() != 3 || parts.get(2).signum() <= 0) {
                throw new IllegalArgumentException(text);
            }
            return Stream.iterate(
                            parts.get(0),
                            share -> share.compareTo(parts.get(1)) <= 0,
                            share -> share.add(parts.get(2)))
                    .limit(1000)
                    .toList();
        }

        private static List<BigDecimal> list(String text) {
            return Arrays.stream(text.split(",")).map(String::strip).map(BigDecimal::new).toList();
        }

        private static boolean isShare(BigDecimal share) {
            return share.signum() >= 0 && share.compareTo(BigDecimal.ONE) < 0;
        }

        private static TypeConversionException refusal(String text, @Nullable Exception cause) {
            TypeConversionException refusal =
                    new TypeConversionException(
                            "\"%s\" is no range of sparsities. Give from:to:step, such as 0.1:0.9:0.1, or ascending shares below 1, such as 0.5,0.7"
                                    .formatted(text));
            refusal.initCause(cause);
            return refusal;
        }
    }
}
