/** Tables of rows: columns to choose, sorting, filtering, copying, files. */
@NullMarked
package org.espalier.ui.table;

import org.jspecify.annotations.NullMarked;
