/** The Recipe screen: cards of steps, the wizard for one, and the recipe's text beside them. */
@NullMarked
package org.espalier.ui.recipe;

import org.jspecify.annotations.NullMarked;
