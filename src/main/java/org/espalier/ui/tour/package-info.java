/** The tour that leads a new user through the screens. */
@NullMarked
package org.espalier.ui.tour;

import org.jspecify.annotations.NullMarked;
