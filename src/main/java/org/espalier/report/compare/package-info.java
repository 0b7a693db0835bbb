/** What is said and shown of a comparison: headline, tiles, figures, tables, the report. */
@NullMarked
package org.espalier.report.compare;

import org.jspecify.annotations.NullMarked;
