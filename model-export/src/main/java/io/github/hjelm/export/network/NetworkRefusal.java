package io.github.hjelm.export.network;

import io.github.hjelm.export.Refusal;

/** A network that was asked for and cannot be; its message is one sentence that says why. */
public final class NetworkRefusal extends Refusal {

  private static final long serialVersionUID = 1L;

  public NetworkRefusal(String sentence) {
    super(sentence);
  }
}
