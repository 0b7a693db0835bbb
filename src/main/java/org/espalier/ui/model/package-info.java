/** The Model screen: the layers of a network and what is inside the selected one. */
@NullMarked
package org.espalier.ui.model;

import org.jspecify.annotations.NullMarked;
