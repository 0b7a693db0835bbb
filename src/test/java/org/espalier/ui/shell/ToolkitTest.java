package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.Test;

class ToolkitTest {
    @Test
    void aMissingLibraryIsNamedWithThePackageToInstall() {
        assertEquals(
                "JavaFX cannot draw text here: the system library libnothing.so.0 is missing."
                        + " On Debian and Ubuntu install it with: apt-get install"
                        + " libpangoft2-1.0-0",
                assertThrows(UserFacingException.class, () -> Toolkit.require("libnothing.so.0"))
                        .getMessage());
    }
}
