package io.github.hjelm.export.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Demonstrations: in every control period of every episode, what was observed and what was done.
 *
 * <p>Units are those of the task, nothing is normalised. Immutable.
 */
public final class Episodes {

  private final int observationSize;
  private final int actionSize;
  private final double periodS;
  private final int[] firstFrames;
  private final float[] observations;
  private final float[] actions;

  private Episodes(Recorder recorder) {
    observationSize = recorder.observationSize;
    actionSize = recorder.actionSize;
    periodS = recorder.periodS;
    firstFrames = new int[recorder.starts.size() + 1];
    for (int e = 0; e < recorder.starts.size(); e++) {
      firstFrames[e] = recorder.starts.get(e);
    }
    firstFrames[recorder.starts.size()] = recorder.frames;
    observations = Arrays.copyOf(recorder.observations, recorder.frames * observationSize);
    actions = Arrays.copyOf(recorder.actions, recorder.frames * actionSize);
  }

  /** Numbers in an observation. */
  public int observationSize() {
    return observationSize;
  }

  /** Controls in an action. */
  public int actionSize() {
    return actionSize;
  }

  /** The time between frames. */
  public double periodS() {
    return periodS;
  }

  /** How many episodes there are. */
  public int count() {
    return firstFrames.length - 1;
  }

  /** How many frames there are in all. */
  public int frames() {
    return firstFrames[count()];
  }

  /** The first frame of an episode, counted through all episodes. */
  public int firstFrame(int episode) {
    return firstFrames[episode];
  }

  /** The frame after the last of an episode. */
  public int endFrame(int episode) {
    return firstFrames[episode + 1];
  }

  /** Component i of what was observed in a frame. */
  public float observation(int frame, int i) {
    return observations[frame * observationSize + i];
  }

  /** Component j of what was done in a frame. */
  public float action(int frame, int j) {
    return actions[frame * actionSize + j];
  }

  /** Collects episodes, one after the other. */
  public static final class Recorder {

    private static final int FIRST_FRAMES = 1024;

    private final int observationSize;
    private final int actionSize;
    private final double periodS;
    private final List<Integer> starts = new ArrayList<>();
    private float[] observations;
    private float[] actions;
    private int frames;

    /** Starts with nothing. */
    public Recorder(int observationSize, int actionSize, double periodS) {
      if (observationSize < 1 || actionSize < 1) {
        throw new IllegalArgumentException(
            "%d observed and %d done is too little".formatted(observationSize, actionSize));
      }
      this.observationSize = observationSize;
      this.actionSize = actionSize;
      this.periodS = periodS;
      observations = new float[FIRST_FRAMES * observationSize];
      actions = new float[FIRST_FRAMES * actionSize];
    }

    /** The frames that follow belong to a new episode. */
    public void beginEpisode() {
      starts.add(frames);
    }

    /** One control period. */
    public void frame(double[] observation, double[] action) {
      if (starts.isEmpty()) {
        throw new IllegalStateException("no episode has begun");
      }
      if (frames * observationSize == observations.length) {
        observations = Arrays.copyOf(observations, 2 * observations.length);
        actions = Arrays.copyOf(actions, 2 * actions.length);
      }
      for (int i = 0; i < observationSize; i++) {
        observations[frames * observationSize + i] = (float) observation[i];
      }
      for (int j = 0; j < actionSize; j++) {
        actions[frames * actionSize + j] = (float) action[j];
      }
      frames++;
    }

    /** What was collected; the recorder may go on. */
    public Episodes episodes() {
      return new Episodes(this);
    }
  }
}
