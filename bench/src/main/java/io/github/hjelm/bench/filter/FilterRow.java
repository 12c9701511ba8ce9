package io.github.hjelm.bench.filter;

import io.github.hjelm.export.verify.ScenarioReport;

/** One filter at one hold. */
public record FilterRow(String filter, double holdS, ScenarioReport report) {}
