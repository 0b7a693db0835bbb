/** The Compare screen: what compression gained and lost, measured. */
@NullMarked
package org.espalier.ui.compare;

import org.jspecify.annotations.NullMarked;
