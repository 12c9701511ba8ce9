package io.github.hjelm.bench.engine;

/** Computes nothing: actions are the first numbers of the observation. */
record EchoEngine(int observations, int actions) implements Engine {

  @Override
  public void infer(float[] observed, int rows, float[] answered) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(observed, row * observations, answered, row * actions, actions);
    }
  }

  @Override
  public void close() {
    // holds nothing
  }
}
