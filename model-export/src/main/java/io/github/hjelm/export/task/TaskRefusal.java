package io.github.hjelm.export.task;

import io.github.hjelm.export.Refusal;

/** A task that cannot be posed as asked; its message is one sentence that says why. */
public final class TaskRefusal extends Refusal {

  private static final long serialVersionUID = 1L;

  public TaskRefusal(String sentence) {
    super(sentence);
  }
}
