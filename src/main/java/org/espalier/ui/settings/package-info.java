/** The Settings screen: the user's settings as forms, each change written at once. */
@NullMarked
package org.espalier.ui.settings;

import org.jspecify.annotations.NullMarked;
