/** The command line: parse, call, print. */
@NullMarked
package org.espalier.cli;

import org.jspecify.annotations.NullMarked;
