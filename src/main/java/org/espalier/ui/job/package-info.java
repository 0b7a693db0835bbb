/**
 * Jobs of the window: the queue and what it tells, the bar and the panel that show how far they are
 * and what the machine does, and the notice when a long one has ended.
 */
@NullMarked
package org.espalier.ui.job;

import org.jspecify.annotations.NullMarked;
