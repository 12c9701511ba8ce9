package io.github.hjelm.bench.load;

import io.github.hjelm.bench.contract.Header;

/** The actions of the first command to each kind of observation. */
public final class ActionLog {

  private final int actions;
  private final float[][] ofKind = new float[Observations.KINDS][];

  public ActionLog(int actions) {
    this.actions = actions;
  }

  synchronized void add(byte[] command, long sequence) {
    int kind = (int) (sequence % Observations.KINDS);
    if (ofKind[kind] == null) {
      float[] read = new float[actions];
      for (int i = 0; i < actions; i++) {
        read[i] = Header.value(command, i);
      }
      ofKind[kind] = read;
    }
  }

  /** How many kinds have been answered. */
  public synchronized int size() {
    int size = 0;
    for (float[] one : ofKind) {
      size += one == null ? 0 : 1;
    }
    return size;
  }

  /** An action; NaN when that kind has not been answered. */
  public synchronized float action(int kind, int number) {
    return ofKind[kind] == null ? Float.NaN : ofKind[kind][number];
  }
}
