package org.espalier.compress;

/**
 * What a user should know of a method.
 *
 * @param title as papers write it, such as {@code Wanda}
 * @param summary what it does, in one sentence
 * @param source paper, year and section
 */
public record MethodFacts(String title, String summary, String source) {}
