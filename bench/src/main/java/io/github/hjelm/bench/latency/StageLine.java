package io.github.hjelm.bench.latency;

/** A line of the stage table: what a part of the way took. */
public record StageLine(String stage, double meanUs, double medianUs) {}
