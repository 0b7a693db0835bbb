/**
 * What the user can do, said once: the menu bar, the command palette, the list of shortcuts and the
 * tooltips of buttons are made from the same {@link org.espalier.ui.action.Actions}.
 */
@NullMarked
package org.espalier.ui.action;

import org.jspecify.annotations.NullMarked;
