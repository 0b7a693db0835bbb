/** The composition root: builds the services by their constructors. Knows all other packages. */
@NullMarked
package org.espalier.app;

import org.jspecify.annotations.NullMarked;
