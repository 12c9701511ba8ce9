package io.github.hjelm.export;

import org.jspecify.annotations.Nullable;

/**
 * Something asked for that cannot be: the message is one sentence saying what is wrong, where, and
 * what to do. Each package has a kind of its own.
 */
public abstract class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  protected Refusal(String sentence) {
    super(sentence);
  }

  protected Refusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** The message, which always is there. */
  public final String sentence() {
    return String.valueOf(getMessage());
  }
}
