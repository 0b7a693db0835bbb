/** The job bar: what runs, how far it is, and how to hold or end it. */
@NullMarked
package org.espalier.ui.job;

import org.jspecify.annotations.NullMarked;
