package io.github.hjelm.export.data;

import io.github.hjelm.export.Refusal;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Why episodes cannot be made, read, written or trained on: one sentence saying what is wrong, in
 * which file, episode and column, and what to do.
 */
public final class DataRefusal extends Refusal {

  @Serial private static final long serialVersionUID = 1L;

  public DataRefusal(String sentence) {
    this(sentence, null);
  }

  public DataRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
