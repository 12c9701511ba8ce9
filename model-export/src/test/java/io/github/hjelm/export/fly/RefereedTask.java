package io.github.hjelm.export.fly;

import io.github.hjelm.export.task.ChunkShape;
import io.github.hjelm.export.task.Demonstrator;
import io.github.hjelm.export.task.Referee;
import io.github.hjelm.export.task.TableRequest;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskRefusal;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Another task with a referee of one's own. */
record RefereedTask(Task task, Referee referee, int maxPeriods) implements Task {

  @Override
  public String name() {
    return task.name();
  }

  @Override
  public Robot robot() {
    return task.robot();
  }

  @Override
  public List<Quantity> observation() {
    return task.observation();
  }

  @Override
  public void observe(double[] x, double[] observation) {
    task.observe(x, observation);
  }

  @Override
  public ChunkShape chunk() {
    return task.chunk();
  }

  @Override
  public void start(RandomGenerator random, double[] x) {
    task.start(random, x);
  }

  @Override
  public List<String> modes() {
    return task.modes();
  }

  @Override
  public double cost(double[] x, double[] u) {
    return task.cost(x, u);
  }

  @Override
  public double clearance(double[] x) {
    return task.clearance(x);
  }

  @Override
  public Demonstrator demonstrator() throws TaskRefusal, InterruptedException {
    return task.demonstrator();
  }

  @Override
  public TableRequest certificate() {
    return task.certificate();
  }

  @Override
  public Optional<TableRequest> value() {
    return task.value();
  }
}
