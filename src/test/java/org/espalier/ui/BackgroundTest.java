package org.espalier.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class BackgroundTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Background background = new Background(worker::add, Runnable::run);
    private final List<String> applied = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Background.Latest<String> place = background.latest(applied::add, failed::add);

    private void work() {
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
    }

    @Test
    void onlyTheLatestRequestIsCarriedOut() {
        List<String> computed = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            place.submit(
                    () -> {
                        computed.add(name);
                        return name;
                    });
        }
        work();
        assertEquals(List.of("c"), computed);
        assertEquals(List.of("c"), applied);
    }

    @Test
    void resultOvertakenWhileComputingIsDropped() {
        place.submit(
                () -> {
                    place.submit(() -> "new");
                    return "old";
                });
        work();
        assertEquals(List.of("new"), applied);
    }

    @Test
    void failuresAreToldInTheirWords() {
        place.submit(
                () -> {
                    throw UserFacingException.badInput("Not a model.");
                });
        work();
        assertEquals(List.of("Not a model."), failed);
    }
}
