package io.github.hjelm.controller.bundle;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a bundle is not used or written: one sentence saying what, where and what to do. */
public final class BundleRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public BundleRefusal(String sentence) {
    this(sentence, null);
  }

  public BundleRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** The message, which always is there. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
