/** The Compare screen: what compression gained and lost, measured, and what both models write. */
@NullMarked
package org.espalier.ui.compare;

import org.jspecify.annotations.NullMarked;
