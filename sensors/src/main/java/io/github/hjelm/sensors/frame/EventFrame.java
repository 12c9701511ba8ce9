package io.github.hjelm.sensors.frame;

/**
 * Something that happened once and that people want to know: a refused command, a latched stop, an
 * operator's reset.
 *
 * @param robot the robot it concerns
 * @param source who says so: {@code robot}, {@code controller} or an operator's name
 * @param epoch the session of the source
 * @param sequence grows by one with every event of an epoch
 * @param stampNs when, on the source's monotonic clock
 * @param severity how bad
 * @param code a stable name for programs, such as {@code DEADMAN}
 * @param text one sentence for people
 */
public record EventFrame(
    String robot,
    String source,
    long epoch,
    long sequence,
    long stampNs,
    Severity severity,
    String code,
    String text) {

  /** How bad an event is; the order is the wire code. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR,
    STOP
  }

  public EventFrame {
    FrameChecks.name("robot", robot);
    FrameChecks.name("source", source);
    FrameChecks.name("code", code);
    FrameChecks.text("text", text);
  }
}
