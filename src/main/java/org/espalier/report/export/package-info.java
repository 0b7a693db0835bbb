/** Figures as files: SVG, PNG, PDF and CSV. The only place with PDFBox. */
@NullMarked
package org.espalier.report.export;

import org.jspecify.annotations.NullMarked;
