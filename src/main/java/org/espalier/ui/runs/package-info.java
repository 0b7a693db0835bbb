/** The Runs screen: every run of the project, what it came from and what it gave. */
@NullMarked
package org.espalier.ui.runs;

import org.jspecify.annotations.NullMarked;
