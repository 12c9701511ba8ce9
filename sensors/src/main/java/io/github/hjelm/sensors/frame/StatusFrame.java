package io.github.hjelm.sensors.frame;

/**
 * Who is there: retained, and replaced by the broker with {@code online = false} when its sender
 * disappears.
 *
 * @param robot the robot it concerns
 * @param source {@code robot} or {@code controller}
 * @param online false in the last will
 * @param epoch the session of the source
 * @param commandEpoch the highest command epoch the robot has accepted; a new controller takes a
 *     later one, see {@link CommandEpoch}
 * @param wallClockMs when this was said, for people to read; never used for an age
 * @param model the robot model's name
 * @param codec the codec in which the source sends frames
 * @param text one line for people
 */
public record StatusFrame(
    String robot,
    String source,
    boolean online,
    long epoch,
    long commandEpoch,
    long wallClockMs,
    String model,
    String codec,
    String text) {

  public StatusFrame {
    FrameChecks.name("robot", robot);
    FrameChecks.name("source", source);
    FrameChecks.name("model", model);
    FrameChecks.name("codec", codec);
    FrameChecks.text("text", text);
  }
}
