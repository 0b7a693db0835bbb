/**
 * What every layer may use: errors worded for the user, progress and cancellation, files that
 * appear whole or not at all, and what native libraries need of the C library.
 */
@NullMarked
package org.espalier.base;

import org.jspecify.annotations.NullMarked;
