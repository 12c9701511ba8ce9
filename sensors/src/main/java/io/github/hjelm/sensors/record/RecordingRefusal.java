package io.github.hjelm.sensors.record;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a recording cannot be written or read: one sentence for the user. */
public final class RecordingRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public RecordingRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
