package io.github.hjelm.export.data;

import java.util.Arrays;

/** One attempt that succeeded: states, observations and actions, a row per control period. */
final class Demonstration {

  private final double[] states;
  private final double[] observations;
  private final double[] actions;
  private final int frames;
  private final int mode;

  private Demonstration(Track track, int frames, int mode) {
    this.frames = frames;
    this.mode = mode;
    states = Arrays.copyOf(track.states, frames * track.stateSize);
    observations = Arrays.copyOf(track.observations, frames * track.observationSize);
    actions = Arrays.copyOf(track.actions, frames * track.actionSize);
  }

  int frames() {
    return frames;
  }

  int mode() {
    return mode;
  }

  void state(int frame, double[] x) {
    System.arraycopy(states, frame * x.length, x, 0, x.length);
  }

  void observation(int frame, double[] observation) {
    System.arraycopy(observations, frame * observation.length, observation, 0, observation.length);
  }

  void action(int frame, double[] u) {
    System.arraycopy(actions, frame * u.length, u, 0, u.length);
  }

  /** Where an attempt leaves its track while nobody knows yet whether it succeeds. */
  static final class Track {

    private final int stateSize;
    private final int observationSize;
    private final int actionSize;
    private final double[] states;
    private final double[] observations;
    private final double[] actions;
    private int frames;

    Track(int stateSize, int observationSize, int actionSize, int capacity) {
      this.stateSize = stateSize;
      this.observationSize = observationSize;
      this.actionSize = actionSize;
      states = new double[capacity * stateSize];
      observations = new double[capacity * observationSize];
      actions = new double[capacity * actionSize];
    }

    void clear() {
      frames = 0;
    }

    int frames() {
      return frames;
    }

    void add(double[] x, double[] observation, double[] u) {
      System.arraycopy(x, 0, states, frames * stateSize, stateSize);
      System.arraycopy(observation, 0, observations, frames * observationSize, observationSize);
      System.arraycopy(u, 0, actions, frames * actionSize, actionSize);
      frames++;
    }

    Demonstration demonstration(int length, int mode) {
      return new Demonstration(this, length, mode);
    }
  }
}
