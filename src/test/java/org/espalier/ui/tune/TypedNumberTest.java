package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class TypedNumberTest {
    private final TypedNumber typed = new TypedNumber();

    private void type(String text) {
        text.chars().forEach(c -> typed.type(Character.toString(c)));
    }

    @Test
    void digitsBecomeAShare() {
        type("7x2,5");
        assertEquals("72.5", typed.text().get());
        assertEquals(Optional.of(0.725), typed.take());
        assertFalse(typed.open());
    }

    @Test
    void numberDoesNotBeginWithAPoint() {
        assertFalse(typed.type("."));
        assertTrue(typed.type("4"));
        typed.erase();
        assertEquals(Optional.empty(), typed.take());
    }

    @Test
    void moreThanAllIsNothing() {
        type("150");
        assertEquals(Optional.empty(), typed.take());
    }
}
