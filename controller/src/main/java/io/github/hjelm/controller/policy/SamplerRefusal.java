package io.github.hjelm.controller.policy;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why no sampler was made: one sentence saying what is wrong and what to do. */
public final class SamplerRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public SamplerRefusal(String sentence) {
    this(sentence, null);
  }

  public SamplerRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** The message, which always is there. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
