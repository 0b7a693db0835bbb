package org.espalier.compress;

import org.espalier.base.UserFacingException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far one layer is to be compressed. */
public sealed interface Target {
    /**
     * A share of the weights set to zero, in [0, 1).
     *
     * @throws UserFacingException if the share is outside [0, 1)
     */
    record Sparsity(double share) implements Target {
        public Sparsity {
            if (!(share >= 0 && share < 1)) {
                throw UserFacingException.badInput(
                        "A sparsity of %s is not possible. Give a share from 0 up to, not including, 1."
                                .formatted(share));
            }
        }

        /**
         * How many of {@code weights} become zero: floor(n * s), the product in fp64, as the
         * published codes compute it. A share that no double holds exactly may so give one less
         * than decimal arithmetic would (0.29 of 100 are 28).
         */
        public long count(long weights) {
            return (long) (weights * share);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4g %%", share * 100);
        }
    }

    /**
     * N:M: in every group of {@code m} consecutive input columns of a row, {@code n} weights are
     * zero. 2:4 and 4:8 are the known ones; 2:4 alone has kernels (NVIDIA sparse tensor cores).
     *
     * @throws UserFacingException unless 0 &lt; n &lt; m &lt;= 64
     */
    record NM(int n, int m) implements Target {
        private static final Pattern SPELLING = Pattern.compile("(\\d{1,2}):(\\d{1,2})");

        public NM {
            if (n <= 0 || n >= m || m > 64) {
                throw UserFacingException.badInput(
                        "The pattern %d:%d is not possible. Give N:M with 0 < N < M <= 64, such as 2:4."
                                .formatted(n, m));
            }
        }

        /** Reads {@code "2:4"}. */
        public static NM parse(String text) {
            Matcher matcher = SPELLING.matcher(text.strip());
            if (!matcher.matches()) {
                throw UserFacingException.badInput(
                        "\"%s\" is not a pattern. Write N:M, such as \"2:4\".".formatted(text));
            }
            return new NM(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }

        /** What to tell of the columns of a row that fill no group; empty if there are none. */
        public String tailNote(int columns) {
            int tail = columns % m;
            return tail == 0
                    ? ""
                    : "The last %d of %d columns stay dense: they do not fill a group of %d."
                            .formatted(tail, columns, m);
        }

        @Override
        public String toString() {
            return n + ":" + m;
        }
    }

    /** The share of zeros that this target asks for (an N:M pattern leaves a tail dense). */
    default double sparsity() {
        return switch (this) {
            case Sparsity s -> s.share();
            case NM p -> (double) p.n() / p.m();
        };
    }
}
