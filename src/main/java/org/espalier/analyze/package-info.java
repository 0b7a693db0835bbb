/** Sensitivity of layers, schedules, budgets, predictions and comparisons. */
@NullMarked
package org.espalier.analyze;

import org.jspecify.annotations.NullMarked;
