/**
 * Hugging Face checkpoint folders as networks: a {@code config.json} says which architecture, one
 * class per family of architectures says how its modules become graph nodes, and the weights keep
 * their names, types and places, so that a changed network can be saved as the same folder, also
 * with fewer blocks.
 */
@NullMarked
package org.espalier.model.checkpoint;

import org.jspecify.annotations.NullMarked;
