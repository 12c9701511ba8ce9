package io.github.hjelm.controller.chunk;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.policy.Normaliser;
import java.util.List;

/** Chunks of two controls whose numbers tell where they come from. */
final class Chunks {

  static final int HORIZON = 8;
  static final int EXECUTED = 4;
  static final int CANDIDATES = 3;
  static final long PERIOD_NS = 100_000_000;

  /** Beyond what any test comes late by that does not say so. */
  static final long MAX_LATE_NS = 20 * PERIOD_NS;

  /** The second control is in other units. */
  static final Normaliser ACTION = new Normaliser(List.of(0.0, 10.0), List.of(1.0, 2.0));

  private Chunks() {}

  static ChunkSchedule schedule(ChunkJoin join) {
    return new ChunkSchedule(
        new Chunk(HORIZON, EXECUTED, 0.1), CANDIDATES, ACTION, join, MAX_LATE_NS);
  }

  /** What candidate k of an answer says of its action i, normalised: both controls the same. */
  static float said(int answer, int k, int i) {
    return answer + k / 4f + i / 64f;
  }

  static float[] answer(int answer) {
    float[] actions = new float[CANDIDATES * HORIZON * 2];
    for (int place = 0; place < actions.length; place++) {
      actions[place] = said(answer, place / (2 * HORIZON), place / 2 % HORIZON);
    }
    return actions;
  }

  /** An answer whose candidates each say one number all along. */
  static float[] constant(double... levels) {
    float[] actions = new float[CANDIDATES * HORIZON * 2];
    for (int place = 0; place < actions.length; place++) {
      actions[place] = (float) levels[place / (2 * HORIZON)];
    }
    return actions;
  }
}
