package io.github.hjelm.export.study;

import io.github.hjelm.export.task.AttemptSummary;

/**
 * One way to draw from a policy, measured in the loop.
 *
 * @param evaluations of the network for one chunk
 * @param sampler by which it was drawn, in a word or two
 */
public record Measured(int evaluations, String sampler, AttemptSummary attempts) {}
