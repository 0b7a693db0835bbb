/**
 * What every layer may use: errors worded for the user, progress and cancellation, and files that
 * appear whole or not at all.
 */
@NullMarked
package org.espalier.base;

import org.jspecify.annotations.NullMarked;
