package io.github.hjelm.controller.reach;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a table cannot be read or written: one sentence saying what, where and what to do. */
public class TableRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public TableRefusal(String sentence) {
    this(sentence, null);
  }

  public TableRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
