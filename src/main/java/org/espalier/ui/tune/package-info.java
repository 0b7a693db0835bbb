/** The Tune screen: sensitivity, and the schedule drawn over it. */
@NullMarked
package org.espalier.ui.tune;

import org.jspecify.annotations.NullMarked;
