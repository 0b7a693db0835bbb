/** The study on disk: model, data, schedule, recipes and runs. */
@NullMarked
package org.espalier.project;

import org.jspecify.annotations.NullMarked;
