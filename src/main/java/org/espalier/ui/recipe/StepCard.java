package org.espalier.ui.recipe;

/**
 * What a card shows of a step.
 *
 * @param number from 1
 * @param title what the step does
 * @param facts how, in one line
 * @param enabled whether it is carried out
 */
record StepCard(int number, String title, String facts, boolean enabled) {}
