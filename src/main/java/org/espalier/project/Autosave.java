package org.espalier.project;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * How a document reaches the disk without keeping its user waiting.
 *
 * @param disk takes what writes; one after the other, in order
 * @param problem takes a sentence when the disk refuses something, on the disk's thread
 */
public record Autosave(Executor disk, Consumer<String> problem) {}
