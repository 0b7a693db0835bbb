/**
 * The command line: parse, call, print. One class per verb; what they call comes from {@link
 * org.espalier.cli.Services}.
 */
@NullMarked
package org.espalier.cli;

import org.jspecify.annotations.NullMarked;
