package io.github.hjelm.sensors.mqtt;

/** What became of a message that was handed to a link. */
public enum PublishOutcome {
  /** The transport has taken it. */
  SENT,
  /** Dropped: there is no connection. */
  NOT_CONNECTED,
  /** Dropped: earlier messages have not left yet, and a late message is worth less than none. */
  CONGESTED,
  /** Dropped: larger than the configured maximum. */
  OVERSIZE,
  /** Dropped: commands are never retained. */
  RETAINED_COMMAND
}
