package io.github.hjelm.controller.loop;

import io.github.hjelm.sensors.HotPath;

/** Sees what became of each sampling when the loop takes it over. On the loop's thread. */
public interface AnswerWatcher {

  /** Sees nothing. */
  AnswerWatcher NOBODY =
      new AnswerWatcher() {
        @Override
        public void answered(float[] actions) {}

        @Override
        public void unanswered(Throwable fault) {}
      };

  /**
   * The policy answered; what the chunk schedule makes of it comes after.
   *
   * @param actions lent until this returns
   */
  @HotPath
  void answered(float[] actions);

  /** It did not answer, and why. */
  void unanswered(Throwable fault);
}
