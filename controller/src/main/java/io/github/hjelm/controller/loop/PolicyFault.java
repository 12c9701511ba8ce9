package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;

/** What a policy's engine said when it did not answer. Carries no stack: nothing was thrown. */
public final class PolicyFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PolicyFault(String said) {
    super(said, null, false, false);
  }

  static PolicyFault of(FewStepSampler sampler, SampleOutcome outcome) {
    String words = sampler.fault();
    return new PolicyFault(words.isEmpty() ? "the policy answered " + outcome : words);
  }
}
