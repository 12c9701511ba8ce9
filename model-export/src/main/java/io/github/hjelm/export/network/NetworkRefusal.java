package io.github.hjelm.export.network;

/** A network that was asked for and cannot be; its message is one sentence that says why. */
public final class NetworkRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  public NetworkRefusal(String sentence) {
    super(sentence);
  }

  /** What is wrong, where, and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
