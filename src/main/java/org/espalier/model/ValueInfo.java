package org.espalier.model;

import org.espalier.tensor.DType;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is known of a value: its element type and its axes.
 *
 * @param dtype null if unknown or not a tensor
 * @param dims null if not even the rank is known
 */
public record ValueInfo(String name, @Nullable DType dtype, @Nullable List<Dim> dims) {}
