/** Figures as lists of shapes, the painters that draw them, and tables. */
@NullMarked
package org.espalier.report;

import org.jspecify.annotations.NullMarked;
