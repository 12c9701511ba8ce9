package io.github.hjelm.controller.fleet;

/** Why a controller does not start, in one sentence for its user. */
public final class FleetRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  FleetRefusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
