package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.sensors.HotPath;

/** A graph as steps over arrays that were laid out once. */
final class Program {

  private final Step[] steps;
  private final RowArray observation;
  private final RowArray noise;
  private final RowArray actions;

  private final int observationSize;
  private final int chunkSize;
  private final int observations;
  private final int candidates;

  Program(Size size, Step[] steps, RowArray observation, RowArray noise, RowArray actions) {
    observationSize = size.observationSize;
    chunkSize = size.chunkSize;
    observations = size.observations;
    candidates = size.candidates;
    this.steps = steps.clone();
    this.observation = observation;
    this.noise = noise;
    this.actions = actions;
  }

  /** How many steps a call has. */
  int steps() {
    return steps.length;
  }

  /** Computes all candidates; the answer may be the array of the noise. */
  @HotPath
  void run(float[] seen, float[] drawn, float[] answer) {
    for (int row = 0; row < observations; row++) {
      System.arraycopy(
          seen,
          row * observationSize,
          observation.numbers(),
          row * observation.stride(),
          observationSize);
    }
    for (int row = 0; row < candidates; row++) {
      System.arraycopy(drawn, row * chunkSize, noise.numbers(), row * noise.stride(), chunkSize);
    }
    for (Step step : steps) {
      step.run();
    }
    for (int row = 0; row < candidates; row++) {
      System.arraycopy(
          actions.numbers(), row * actions.stride(), answer, row * chunkSize, chunkSize);
    }
  }

  /**
   * How large a call is.
   *
   * @param candidates rows of noise and of actions
   * @param observations rows of observations: 1, or as many
   */
  record Size(int observationSize, int chunkSize, int candidates, int observations) {}
}
