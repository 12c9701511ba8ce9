package io.github.hjelm.sensors.mqtt;

/**
 * A link at one moment.
 *
 * @param state where it stands
 * @param connections how often a connection was made, the first one included
 * @param failedAttempts how often one was tried in vain
 * @param received messages delivered to listeners
 * @param sent messages the transport took
 * @param dropped messages dropped on the way out, for any reason
 * @param oversize received messages above the maximum
 * @param retainedCommands retained messages on command topics, refused on the way in
 * @param lastError the last error in one sentence, or empty
 */
public record LinkStatus(
    State state,
    long connections,
    long failedAttempts,
    long received,
    long sent,
    long dropped,
    long oversize,
    long retainedCommands,
    String lastError) {

  /** Where a link stands. */
  public enum State {
    /** Never connected yet. */
    NEW,
    CONNECTED,
    /** The broker is lost; connecting again. */
    RECONNECTING,
    CLOSED
  }

  public boolean connected() {
    return state == State.CONNECTED;
  }
}
