package io.github.hjelm.export.study;

import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.export.data.Chunks;
import io.github.hjelm.export.data.DataRefusal;
import io.github.hjelm.export.data.Episodes;
import io.github.hjelm.export.data.NormaliserFit;
import io.github.hjelm.export.train.LessonTable;

/**
 * Episodes, ready to be learnt from.
 *
 * @param fit what stands before and behind every network
 * @param table rows of observation and chunk, normalised
 */
public record Lessons(Episodes episodes, NormaliserFit fit, LessonTable table) {

  /**
   * Normalises episodes and cuts them into chunks.
   *
   * @param where they come from, for a refusal
   */
  public static Lessons of(Episodes episodes, int horizon, String where) throws DataRefusal {
    NormaliserFit fit = NormaliserFit.of(episodes, where);
    Chunks chunks = new Chunks(episodes, horizon, fit.pair());
    int o = chunks.observationSize();
    int d = chunks.chunkSize();
    float[] observations = new float[chunks.count() * o];
    float[] actions = new float[chunks.count() * d];
    for (int n = 0; n < chunks.count(); n++) {
      chunks.copy(n, observations, n * o, actions, n * d);
    }
    return new Lessons(episodes, fit, new LessonTable(o, d, observations, actions, null));
  }

  /** What stands before and behind every network. */
  public NormaliserPair normalisers() {
    return fit.pair();
  }
}
