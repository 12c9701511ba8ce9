package io.github.hjelm.export.task;

/** A task that cannot be posed as asked; its message is one sentence that says why. */
public final class TaskRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  public TaskRefusal(String sentence) {
    super(sentence);
  }

  /** What is wrong, where, and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
