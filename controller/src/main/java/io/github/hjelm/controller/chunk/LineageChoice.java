package io.github.hjelm.controller.chunk;

import io.github.hjelm.sensors.HotPath;

/** Which candidate of a new answer goes on where the committed lineage went. */
final class LineageChoice {

  /**
   * A candidate may differ from its lineage by an eighth of the normalised range, root mean square,
   * and still go the same way. Two ways differ by more, noise between answers by less; this is a
   * judgement, not a measurement.
   */
  static final double SAME_WAY_RMS = 0.25;

  private final float[] plan;
  private final float[] weights;
  private boolean isSameWay;

  LineageChoice(int horizon, int controls) {
    plan = new float[horizon * controls];
    weights = new float[horizon];
  }

  /**
   * The candidate that is nearest to what the lineage plans, by the weights of {@link PrefixMask};
   * the first of equally near ones.
   *
   * @param first the number of the candidates' first action
   * @param frozen how many of their actions were executed while they were made
   * @param overlap how many of their actions the lineage speaks of, at least one
   */
  @HotPath
  int nearest(
      CandidateChunks candidates, ChunkLineage lineage, long first, int frozen, int overlap) {
    PrefixMask.write(frozen, overlap, weights);
    lineage.planAll(first, overlap, plan);
    int nearest = 0;
    double least = candidates.distance(0, plan, weights);
    for (int k = 1; k < candidates.count(); k++) {
      double distance = candidates.distance(k, plan, weights);
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    isSameWay = least <= SAME_WAY_RMS * SAME_WAY_RMS;
    return nearest;
  }

  /** Whether the last choice is near enough to be the same way. */
  boolean isSameWay() {
    return isSameWay;
  }
}
