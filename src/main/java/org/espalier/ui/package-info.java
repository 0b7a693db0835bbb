/** The window: a shell and a folder per screen. */
@NullMarked
package org.espalier.ui;

import org.jspecify.annotations.NullMarked;
