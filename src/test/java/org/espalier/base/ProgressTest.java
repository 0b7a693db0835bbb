package org.espalier.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ProgressTest {
    private final List<String> told = new ArrayList<>();
    private final Progress whole =
            new Progress() {
                @Override
                public void update(String part, long done, long total) {
                    told.add("%s %.3f".formatted(part, (double) done / total));
                }

                @Override
                public void checkpoint() {
                    throw new CancelledException();
                }
            };

    @Test
    void aPieceTellsItsShareOfTheWhole() {
        Progress piece = whole.piece(0.5, 0.25);

        piece.update("Pruning", 0, 4);
        piece.update("Pruning", 2, 4);
        piece.piece(0.5, 0.5).update("Writing", 1, 1);

        assertEquals(List.of("Pruning 0.500", "Pruning 0.625", "Writing 0.750"), told);
        assertThrows(CancelledException.class, piece::checkpoint);
    }

    @Test
    void aNameStandsForThoseOfTheParts() {
        whole.piece(0, 0.5).named("layers.3").update("Calibrating", 1, 2);

        assertEquals(List.of("layers.3 0.250"), told);
    }
}
