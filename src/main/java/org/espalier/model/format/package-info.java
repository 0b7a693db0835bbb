/** One class per file format: reads untrusted files into a Network and writes them back whole. */
@NullMarked
package org.espalier.model.format;

import org.jspecify.annotations.NullMarked;
