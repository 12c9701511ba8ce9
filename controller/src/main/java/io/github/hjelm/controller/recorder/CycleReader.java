package io.github.hjelm.controller.recorder;

import java.util.List;

/** Is told what a record holds while it is replayed. */
public interface CycleReader {

  /** Is told nothing. */
  static CycleReader nobody() {
    return new CycleReader() {
      @Override
      public void flight(String robot, List<String> controls) {}

      @Override
      public void cycle(RecordedCycle cycle, long wallMs) {}
    };
  }

  /**
   * A flight begins.
   *
   * @param controls their names
   */
  void flight(String robot, List<String> controls);

  /**
   * One of its cycles.
   *
   * @param wallMs when it was, since 1970-01-01 UTC, for people
   */
  void cycle(RecordedCycle cycle, long wallMs);
}
