/**
 * Forms made from what a record of parameters declares: one control per type; and buttons of which
 * one is down.
 */
@NullMarked
package org.espalier.ui.form;

import org.jspecify.annotations.NullMarked;
