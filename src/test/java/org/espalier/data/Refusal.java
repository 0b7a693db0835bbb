package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.function.Executable;

/** What bad input must lead to. */
final class Refusal {
    private Refusal() {}

    /** Checks that an action is refused as bad input, in a message with all these parts. */
    static void expect(Executable action, String... parts) {
        UserFacingException e = assertThrows(UserFacingException.class, action);
        assertEquals(UserFacingException.Kind.BAD_INPUT, e.kind());
        String message = String.valueOf(e.getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
    }
}
