package io.github.hjelm.export.policy;

import io.github.hjelm.export.Refusal;

/** A method that does not exist; its message is one sentence that says what there is. */
public final class PolicyRefusal extends Refusal {

  private static final long serialVersionUID = 1L;

  public PolicyRefusal(String sentence) {
    super(sentence);
  }
}
