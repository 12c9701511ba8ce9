package io.github.hjelm.export.train;

/** Training that cannot go on; its message is one sentence that says why. */
public final class TrainRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  public TrainRefusal(String sentence) {
    super(sentence);
  }

  public TrainRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** What is wrong, where, and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
