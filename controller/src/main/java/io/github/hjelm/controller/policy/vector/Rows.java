package io.github.hjelm.controller.policy.vector;

/**
 * Rows of numbers in an array: one for each candidate, or one that all share.
 *
 * @param id of the array that they get
 * @param shared whether there is one row for all candidates
 */
record Rows(int id, boolean shared, int columns) {}
