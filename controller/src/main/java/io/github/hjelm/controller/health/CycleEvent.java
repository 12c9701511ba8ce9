package io.github.hjelm.controller.health;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * A cycle in a flight recording of the JVM, beside its garbage collections and compilations. Costs
 * a look at a flag unless such a recording asks for it: {@code hjelm.Cycle#enabled=true}.
 */
@Name("hjelm.Cycle")
@Label("Cycle")
@Category("Hjelm")
@Description("One cycle of a robot's loop, at its end")
@StackTrace(false)
@Enabled(false)
final class CycleEvent extends Event {

  /** Only to be asked whether anybody records. */
  private static final CycleEvent NOBODY = new CycleEvent();

  @Label("Robot")
  String robot = "";

  @Label("Verdict")
  String verdict = "";

  @Label("Observe")
  @Timespan(Timespan.NANOSECONDS)
  long observe;

  @Label("Policy")
  @Timespan(Timespan.NANOSECONDS)
  long policy;

  @Label("Safety")
  @Timespan(Timespan.NANOSECONDS)
  long safety;

  @Label("Publish")
  @Timespan(Timespan.NANOSECONDS)
  long publish;

  @Label("Whole")
  @Timespan(Timespan.NANOSECONDS)
  long whole;

  @HotPath
  static void emit(String robot, Verdict verdict, long[] stageNs) {
    if (NOBODY.isEnabled()) {
      CycleEvent event = new CycleEvent();
      event.robot = robot;
      event.verdict = verdict.name();
      event.observe = stageNs[0];
      event.policy = stageNs[1];
      event.safety = stageNs[2];
      event.publish = stageNs[3];
      event.whole = stageNs[4];
      event.commit();
    }
  }
}
