package io.github.hjelm.bench.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why an engine was not made, or may not be measured: one sentence. */
public final class EngineRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  EngineRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
