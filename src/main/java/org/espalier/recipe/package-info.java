/**
 * Recipes: steps of method, parameters and layers; their YAML, its validation, and the pipeline
 * that runs them.
 */
@NullMarked
package org.espalier.recipe;

import org.jspecify.annotations.NullMarked;
