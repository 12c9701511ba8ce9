package io.github.hjelm.sensors.frame;

/**
 * The names on the wire: {@code hjelm/<robot>/obs/<sensor>}, {@code …/cmd}, {@code …/event}, {@code
 * …/status}.
 */
public final class Topics {

  private static final String ROOT = "hjelm/";

  private Topics() {}

  /** One sensor's readings. */
  public static String observation(String robot, String sensor) {
    FrameChecks.name("robot", robot);
    FrameChecks.name("sensor", sensor);
    return ROOT + robot + "/obs/" + sensor;
  }

  /** A filter for all sensors of a robot. */
  public static String observations(String robot) {
    FrameChecks.name("robot", robot);
    return ROOT + robot + "/obs/+";
  }

  public static String command(String robot) {
    FrameChecks.name("robot", robot);
    return ROOT + robot + "/cmd";
  }

  public static String event(String robot) {
    FrameChecks.name("robot", robot);
    return ROOT + robot + "/event";
  }

  public static String status(String robot) {
    FrameChecks.name("robot", robot);
    return ROOT + robot + "/status";
  }

  /** Where a robot's controller says that it is there; its last will is offline. */
  public static String controllerStatus(String robot) {
    FrameChecks.name("robot", robot);
    return ROOT + robot + "/status/controller";
  }

  /** Whether a topic carries commands, which may never be retained. */
  public static boolean isCommand(String topic) {
    return topic.endsWith("/cmd");
  }
}
