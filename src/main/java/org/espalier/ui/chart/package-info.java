/** Figures on the screen. */
@NullMarked
package org.espalier.ui.chart;

import org.jspecify.annotations.NullMarked;
