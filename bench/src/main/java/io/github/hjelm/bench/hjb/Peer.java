package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import java.io.IOException;

/** Another tool that solves the same problems in turns with this one. */
interface Peer extends AutoCloseable {

  /** Its name, revision, and what it runs on; empty before its first turn. */
  String tool();

  /** Why it does not run; empty when it does. */
  String skipped();

  /**
   * Solves what a solution solved, over another horizon.
   *
   * @param like grid and parameters
   * @param wanted whether the values are handed over; the solution's are empty otherwise
   * @throws IOException when it cannot
   */
  Turn solve(Solution like, double horizonS, boolean wanted) throws IOException;

  /**
   * One turn.
   *
   * @param values on the same grid; empty when they were not wanted
   */
  record Turn(double seconds, Values.Doubles values) {}

  @Override
  void close() throws IOException;

  /** A peer that does not run. */
  static Peer absent(String why) {
    return new Peer() {
      @Override
      public String tool() {
        return "";
      }

      @Override
      public String skipped() {
        return why;
      }

      @Override
      public Turn solve(Solution like, double horizonS, boolean wanted) {
        throw new IllegalStateException("a peer that is absent was asked to solve " + like);
      }

      @Override
      public void close() {}
    };
  }

  /** As a report keeps it. */
  record Note(String tool, String skipped) {}

  /** What a report says of it. */
  default Note note() {
    return new Note(tool(), skipped());
  }
}
