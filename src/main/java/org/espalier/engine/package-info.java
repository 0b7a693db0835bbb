/** The port to run a network, or a part of it, on a batch: devices, programs and sessions. */
@NullMarked
package org.espalier.engine;

import org.jspecify.annotations.NullMarked;
