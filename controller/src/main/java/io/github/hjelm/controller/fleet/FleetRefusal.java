package io.github.hjelm.controller.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Why a controller does not start, or does not do what it is told, in one sentence for its user.
 */
public final class FleetRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  FleetRefusal(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
