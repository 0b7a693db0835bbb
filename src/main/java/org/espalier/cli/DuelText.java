package org.espalier.cli;

import org.espalier.analyze.Duel;
import org.espalier.analyze.Duel.Contender;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A duel as people read it: a row per method. */
final class DuelText {
    private DuelText() {}

    static String of(Duel duel) {
        List<String> header =
                new ArrayList<>(List.of("method", "output error", "zeros", "starved rows", "time"));
        duel.contenders().forEach(one -> header.add("as " + one.method()));
        Columns table = new Columns().row(header);
        for (int i = 0; i < duel.contenders().size(); i++) {
            table.row(row(duel, i));
        }
        return "%s at %s: squared output error, relative; rows that keep less than half of their share; pruned weights that are the same:%n%s%s"
                .formatted(duel.layer().name(), duel.target(), table, notes(duel));
    }

    private static List<String> row(Duel duel, int contender) {
        Contender one = duel.contenders().get(contender);
        List<String> row =
                new ArrayList<>(
                        List.of(
                                one.method(),
                                String.format(Locale.ROOT, "%.4f", one.error()),
                                ResultText.percent(one.sparsity()),
                                one.starved() + " of " + ResultText.count(duel.rows()),
                                String.format(Locale.ROOT, "%.2f s", one.seconds())));
        for (double overlap : duel.overlap()[contender]) {
            row.add(String.format(Locale.ROOT, "%.0f %%", overlap * 100));
        }
        return row;
    }

    private static String notes(Duel duel) {
        StringBuilder notes = new StringBuilder();
        for (Contender one : duel.contenders()) {
            if (!one.note().isEmpty()) {
                notes.append(System.lineSeparator())
                        .append(one.method())
                        .append(": ")
                        .append(one.note());
            }
        }
        return notes.toString();
    }
}
