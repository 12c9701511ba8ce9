package io.github.hjelm.bench.policies;

import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.study.MethodResult;

/** Where cells are made. */
interface Workbench {

  /** A short name for everything that goes into a cell. */
  String key(Cell cell) throws Refusal;

  /** Trains and measures. */
  MethodResult make(Cell cell, Progress progress) throws Refusal, InterruptedException;
}
