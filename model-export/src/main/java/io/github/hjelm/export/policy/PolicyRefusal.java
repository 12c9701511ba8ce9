package io.github.hjelm.export.policy;

/** A method that does not exist; its message is one sentence that says what there is. */
public final class PolicyRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  public PolicyRefusal(String sentence) {
    super(sentence);
  }

  /** What is wrong, where, and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
