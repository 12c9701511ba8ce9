package io.github.hjelm.export.fly;

import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.ControlSource;
import io.github.hjelm.sensors.sim.OperatorDrive;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.Map;

/** A task's robot and somebody who drives it, on a broker without wires and a clock set by hand. */
final class TaskFlight {

  final Task task;
  final SimulatedRobot sim;
  final TaskRobot robot;
  final HandSetClock clock = new HandSetClock(0);
  final MemoryBroker broker = new MemoryBroker(clock);

  TaskFlight(String name, Map<String, String> settings) throws Exception {
    this(TaskCatalog.standard().task(name, Map.of()), settings);
  }

  private TaskFlight(Task task, Map<String, String> settings) throws Exception {
    this(task, task.robot(), settings);
  }

  /** The same in a world that pushes as it likes. */
  TaskFlight(Task task, Robot pushed, Map<String, String> settings) throws Exception {
    this.task = task;
    sim = TaskRobot.simulated(task, pushed, SimSettings.of("r", settings));
    robot = new TaskRobot(task, sim, BinaryCodec::new, broker.link(), clock, () -> 1000);
    robot.start();
  }

  /** From now on each frame is answered with this. */
  void drive(ControlSource source) {
    new OperatorDrive(
            new CommandEpoch("r", () -> 7),
            task.robot().controls().size(),
            source,
            new BinaryCodec(),
            broker.link(),
            clock,
            OperatorDrive.DEFAULT_VALID_FOR_NS)
        .start();
  }

  void run(long periods) {
    for (long i = 0; i < periods; i++) {
      robot.doWork();
      clock.advanceNs(sim.settings().periodNs());
    }
  }

  double[] state() {
    double[] x = new double[sim.robot().states().size()];
    sim.copyState(x);
    return x;
  }
}
