/** Light and dark: AtlantaFX themes, the colours of figures that go with them, fonts and icons. */
@NullMarked
package org.espalier.ui.theme;

import org.jspecify.annotations.NullMarked;
