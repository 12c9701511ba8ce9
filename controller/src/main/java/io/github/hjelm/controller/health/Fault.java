package io.github.hjelm.controller.health;

/**
 * Something that went wrong once or often.
 *
 * @param type the class of what was thrown
 * @param message as it was the first time; later ones may differ in their numbers
 * @param at where, or empty where nobody knows
 * @param firstEpochMillis and the next: for people to read
 */
public record Fault(
    String type,
    String message,
    String at,
    long count,
    long firstEpochMillis,
    long lastEpochMillis) {}
