package io.github.hjelm.export.data;

import io.github.hjelm.export.task.Task;

/**
 * How many demonstrations are made, and how.
 *
 * @param seed the same gives the same bytes, whatever the number of threads
 * @param episodes at least so many
 * @param frames at least so many
 * @param recoveries the share of episodes that begin where a robot was pushed off its way, below 1
 */
public record DemonstrationSettings(
    long seed, int episodes, int frames, double recoveries, int threads) {

  public DemonstrationSettings {
    if ((episodes < 1 && frames < 1) || threads < 1) {
      throw new IllegalArgumentException(
          "%d episodes and %d frames cannot be made on %d threads"
              .formatted(episodes, frames, threads));
    }
    // Written so that NaN is refused.
    if (!(recoveries >= 0 && recoveries < 1)) {
      throw new IllegalArgumentException(
          "the share of recoveries must be in [0, 1), but is " + recoveries);
    }
  }

  /** So many episodes, with the usual share of recoveries. */
  public static DemonstrationSettings ofEpisodes(int episodes, long seed, int threads) {
    return new DemonstrationSettings(seed, episodes, 0, Task.USUAL_RECOVERIES, threads);
  }

  /** So many frames in whole episodes, with the usual share of recoveries. */
  public static DemonstrationSettings ofFrames(int frames, long seed, int threads) {
    return new DemonstrationSettings(seed, 0, frames, Task.USUAL_RECOVERIES, threads);
  }

  /** The same with another share of recoveries. */
  public DemonstrationSettings withRecoveries(double share) {
    return new DemonstrationSettings(seed, episodes, frames, share, threads);
  }
}
