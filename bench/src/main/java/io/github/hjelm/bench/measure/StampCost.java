package io.github.hjelm.bench.measure;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;

/** What the stamps of one command's stages cost a stack in Java: seven readings, six stores. */
public final class StampCost {

  private static final Stage[] STAGES = Stage.values();
  private static final int CHAIN = 1_000;
  private static final int CHAINS = 200;

  private StampCost() {}

  /** Median over chains of commands, in ns per command, after as many to warm up. */
  public static double ns(MonotonicClock clock) {
    byte[] command = new byte[Header.commandBytes(1, true)];
    double[] each = new double[CHAINS];
    for (int round = 0; round < 2; round++) {
      for (int chain = 0; chain < CHAINS; chain++) {
        long begin = clock.nanoTime();
        for (int i = 0; i < CHAIN; i++) {
          stamp(clock, command);
        }
        each[chain] = (double) (clock.nanoTime() - begin) / CHAIN;
      }
    }
    Arrays.sort(each);
    return each[CHAINS / 2];
  }

  private static void stamp(MonotonicClock clock, byte[] command) {
    long before = clock.nanoTime();
    for (Stage stage : STAGES) {
      long now = clock.nanoTime();
      Header.putStageNs(command, 1, stage, now - before);
      before = now;
    }
  }
}
