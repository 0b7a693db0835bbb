package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Einsum operator, two operands at a time: axes that no later operand and not the result names
 * are summed by one batched matrix product.
 */
final class Einsum {
    /** Stands for the axes of an ellipsis, one letter each. */
    private static final String ELLIPSIS_LETTERS = "0123456789";

    /** An operand and a letter for each of its axes. */
    private record Term(String letters, NDArray array) {
        long size(char letter) {
            int axis = letters.indexOf(letter);
            return axis < 0 ? 1 : Torch.dims(array)[axis];
        }
    }

    private Einsum() {}

    static NDArray apply(Call call) {
        String equation = call.text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        Term[] terms = new Term[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            terms[i] = term(inputs[i], call.in(i));
        }
        String wanted = sides.length > 1 ? sides[1] : implicit(sides[0]);
        String result = wanted.replace("...", ellipsis(terms));
        Term product = terms[0];
        for (int i = 1; i < terms.length; i++) {
            product = contracted(product, terms[i], needed(terms, i + 1, result));
        }
        return ordered(product, result);
    }

    /** Reads an operand's letters; a letter that comes twice takes the diagonal. */
    private static Term term(String text, NDArray array) {
        int free = Torch.rank(array) - text.replace("...", "").length();
        String letters = text.replace("...", ELLIPSIS_LETTERS.substring(0, Math.max(0, free)));
        for (int i = 0; i < letters.length(); i++) {
            int twin = letters.indexOf(letters.charAt(i), i + 1);
            if (twin > 0) {
                String rest = letters.substring(0, i) + letters.substring(i + 1, twin);
                String after = letters.substring(twin + 1) + letters.charAt(i);
                return term(rest + after, diagonal(array, i, twin));
            }
        }
        return new Term(letters, array);
    }

    /** Where two axes of the same size have the same index; the result's last axis. */
    private static NDArray diagonal(NDArray x, int first, int second) {
        int rank = Torch.rank(x);
        long size = Torch.dims(x)[first];
        int[] others = IntStream.range(0, rank).filter(a -> a != first && a != second).toArray();
        int[] order = IntStream.concat(IntStream.of(others), IntStream.of(first, second)).toArray();
        long[] lead = IntStream.of(others).mapToLong(a -> Torch.dims(x)[a]).toArray();
        NDArray flat = Torch.reshape(x.transpose(order), Axes.concat(lead, new long[] {-1}));
        return Torch.slice(flat, rank - 2, 0, size * size, size + 1);
    }

    /** Without an arrow the result has the letters that come once, in alphabetical order. */
    private static String implicit(String inputs) {
        String letters = inputs.replace("...", "").replace(",", "");
        return (inputs.contains("...") ? "..." : "")
                + letters.chars()
                        .filter(c -> letters.indexOf(c) == letters.lastIndexOf(c))
                        .sorted()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    private static String ellipsis(Term[] terms) {
        long count =
                java.util.Arrays.stream(terms)
                        .mapToLong(t -> t.letters().chars().filter(Character::isDigit).count())
                        .max()
                        .orElse(0);
        return ELLIPSIS_LETTERS.substring(0, (int) count);
    }

    private static String needed(Term[] terms, int from, String result) {
        StringBuilder needed = new StringBuilder(result);
        for (int i = from; i < terms.length; i++) {
            needed.append(terms[i].letters());
        }
        return needed.toString();
    }

    private static Term contracted(Term a, Term b, String needed) {
        Set<Character> letters = new LinkedHashSet<>();
        (a.letters() + b.letters()).chars().forEach(c -> letters.add((char) c));
        String shared = choose(letters, c -> in(a, c) && in(b, c) && in(needed, c));
        String summed = choose(letters, c -> in(a, c) && in(b, c) && !in(needed, c));
        String left = choose(letters, c -> in(a, c) && !in(b, c));
        String right = choose(letters, c -> in(b, c) && !in(a, c));
        NDArray x = merged(a, shared, left, summed, b);
        NDArray y = merged(b, shared, right, summed, a).transpose(0, 2, 1);
        NDArray product = x.matMul(y);
        long[] dims =
                (shared + left + right)
                        .chars()
                        .mapToLong(c -> Math.max(a.size((char) c), b.size((char) c)))
                        .toArray();
        return new Term(shared + left + right, Torch.reshape(product, dims));
    }

    /** The operand as batch x own x summed, shared axes of size 1 repeated to the other's. */
    private static NDArray merged(Term t, String shared, String own, String summed, Term other) {
        String order = shared + own + summed;
        long[] dims =
                order.chars()
                        .mapToLong(
                                c ->
                                        own.indexOf(c) >= 0
                                                ? t.size((char) c)
                                                : Math.max(t.size((char) c), other.size((char) c)))
                        .toArray();
        NDArray wide = t.array().transpose(permutation(t.letters(), order)).broadcast(dims);
        int rows = shared.length() + own.length();
        return Torch.reshape(
                wide,
                Axes.product(dims, 0, shared.length()),
                Axes.product(dims, shared.length(), rows),
                Axes.product(dims, rows, dims.length));
    }

    private static NDArray ordered(Term term, String result) {
        int[] gone =
                IntStream.range(0, term.letters().length())
                        .filter(i -> result.indexOf(term.letters().charAt(i)) < 0)
                        .toArray();
        String kept = choose(chars(term.letters()), c -> result.indexOf(c) >= 0);
        NDArray summed = gone.length == 0 ? term.array() : term.array().sum(gone);
        return result.isEmpty() ? summed : summed.transpose(permutation(kept, result));
    }

    private static Set<Character> chars(String text) {
        return text.chars()
                .mapToObj(c -> (char) c)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static int[] permutation(String from, String to) {
        return to.chars().map(from::indexOf).toArray();
    }

    private static boolean in(Term term, char letter) {
        return in(term.letters(), letter);
    }

    private static boolean in(String letters, char letter) {
        return letters.indexOf(letter) >= 0;
    }

    private static String choose(
            Set<Character> letters, java.util.function.Predicate<Character> test) {
        return letters.stream().filter(test).map(String::valueOf).collect(Collectors.joining());
    }
}
