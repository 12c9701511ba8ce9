package io.github.hjelm.controller.recorder;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a flight cannot be recorded or replayed: one sentence for the user. */
public final class FlightRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  FlightRefusal(String sentence) {
    this(sentence, null);
  }

  FlightRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
