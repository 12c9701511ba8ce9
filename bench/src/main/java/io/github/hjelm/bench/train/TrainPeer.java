package io.github.hjelm.bench.train;

import java.io.IOException;
import java.nio.file.Path;

/** Another tool that trains the same network in turns with this one. */
public interface TrainPeer extends AutoCloseable {

  /** Its name and version; empty when it does not run. */
  String tool();

  /** Why it does not run; empty when it does. */
  String skipped();

  /**
   * Trains from fresh weights.
   *
   * @param table a NumPy file, rows of observation and chunk
   * @throws IOException when it cannot
   */
  TrainTurn train(TrainCase asked, Path table, long seed) throws IOException;

  @Override
  void close() throws IOException;

  /** A peer that does not run. */
  static TrainPeer absent(String why) {
    return new TrainPeer() {
      @Override
      public String tool() {
        return "";
      }

      @Override
      public String skipped() {
        return why;
      }

      @Override
      public TrainTurn train(TrainCase asked, Path table, long seed) {
        throw new IllegalStateException("a peer that is absent was asked to train " + asked);
      }

      @Override
      public void close() {}
    };
  }
}
