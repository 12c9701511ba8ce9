package io.github.hjelm.controller.loop;

/** What a policy's engine said when it did not answer. Carries no stack: nothing was thrown. */
public final class PolicyFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PolicyFault(String said) {
    super(said, null, false, false);
  }
}
