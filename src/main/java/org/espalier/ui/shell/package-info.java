/** The window: menu bar, header, navigation rail, the screens and the job bar. */
@NullMarked
package org.espalier.ui.shell;

import org.jspecify.annotations.NullMarked;
