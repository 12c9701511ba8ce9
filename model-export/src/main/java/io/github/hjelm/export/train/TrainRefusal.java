package io.github.hjelm.export.train;

import io.github.hjelm.export.Refusal;

/** Training that cannot go on; its message is one sentence that says why. */
public final class TrainRefusal extends Refusal {

  private static final long serialVersionUID = 1L;

  public TrainRefusal(String sentence) {
    super(sentence);
  }

  public TrainRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
