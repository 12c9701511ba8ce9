package io.github.hjelm.export.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableDescription;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.robot.Quantity;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRankingTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** ∂V/∂ω of the table below. */
  private static final double SLOPE = -3;

  @TempDir Path folder;

  @Test
  void ranksByTheHamiltonian() throws Exception {
    Task task = pendulum();
    CandidateRanking ranking = TaskRanking.of(task, Optional.of(table(task.robot().states())));
    for (double[] x : new double[][] {{0.3, 1.5}, {-2, -0.5}, {-2, 0.5}}) {
      double calm = hamiltonian(task, x, 0);
      for (double torque : new double[] {-0.5, 0.25}) {
        double difference =
            ranking.cost(x, new double[] {torque}) - ranking.cost(x, new double[] {0});
        assertEquals(hamiltonian(task, x, torque) - calm, difference, 1e-9);
      }
    }
  }

  @Test
  void likesWhatLeadsSomewhereMoreThanDoingNothing() throws Exception {
    Task task = pendulum();
    CandidateRanking ranking = TaskRanking.of(task, Optional.of(table(task.robot().states())));
    double[] x = {3, 0};
    double most = task.robot().controls().get(0).upper();
    assertTrue(task.cost(x, new double[] {0}) < task.cost(x, new double[] {most}));
    assertTrue(ranking.cost(x, new double[] {most}) < ranking.cost(x, new double[] {0}));
    assertTrue(ranking.cost(x, new double[] {0}) < ranking.cost(x, new double[] {-most}));
  }

  @Test
  void ranksNothingWithoutATableOrBeyondIt() throws Exception {
    Task task = pendulum();
    CandidateRanking none = TaskRanking.of(task, Optional.empty());
    assertEquals(
        none.cost(new double[2], new double[] {-0.5}), none.cost(new double[2], new double[] {1}));
    CandidateRanking ranking = TaskRanking.of(task, Optional.of(table(task.robot().states())));
    assertTrue(ranking.cost(new double[2], new double[] {0.5}) != 0);
    for (double[] x : new double[][] {{0, 99}, {Double.NaN, 0}}) {
      assertEquals(0, ranking.cost(x, new double[] {-0.5}));
      assertEquals(0, ranking.cost(x, new double[] {0.5}));
    }
  }

  @Test
  void refusesTheTableOfAnotherTask() throws Exception {
    Path other = table(List.of(Quantity.angle("angle"), Quantity.bounded("speed", "rad/s", -8, 8)));
    TableRefusal refusal =
        assertThrows(TableRefusal.class, () -> TaskRanking.of(pendulum(), Optional.of(other)));
    assertTrue(String.valueOf(refusal.getMessage()).contains("another task"));
  }

  @Test
  void allocatesNothing() throws Exception {
    Task task = pendulum();
    CandidateRanking ranking = TaskRanking.of(task, Optional.of(table(task.robot().states())));
    double[] x = new double[2];
    double[] u = {0.1};
    long least = Long.MAX_VALUE;
    long id = Thread.currentThread().getId();
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getThreadAllocatedBytes(id);
      for (int i = 0; i < 20_000; i++) {
        x[1] = (i >> 2) * 1e-4;
        ranking.cost(x, u);
      }
      least = Math.min(least, THREADS.getThreadAllocatedBytes(id) - before);
    }
    assertEquals(0, least);
  }

  private static Task pendulum() throws Exception {
    return TaskCatalog.standard().task("pendulum-swing-up", Map.of());
  }

  /** κ + ∇V·(f + Gu) without a disturbance, where ∇V = (0, SLOPE). */
  private static double hamiltonian(Task task, double[] x, double torque) {
    double[] drift = new double[2];
    double[] matrix = new double[2];
    task.robot().drift(x, drift);
    task.robot().controlMatrix(x, matrix);
    return task.cost(x, new double[] {torque}) + SLOPE * (drift[1] + matrix[1] * torque);
  }

  private Path table(List<Quantity> states) throws Exception {
    Grid grid = new Grid(List.of(axis(states.get(0), 8), axis(states.get(1), 9)));
    double[] values = new double[grid.size()];
    for (int node = 0; node < values.length; node++) {
      values[node] = SLOPE * grid.axis(1).coordinate(node % 9);
    }
    Path target = folder.resolve("task-" + states.get(1).name());
    TableFiles.write(target, new TableDescription(grid, "cost-to-go", Map.of()), values);
    return target;
  }

  private static GridAxis axis(Quantity state, int count) {
    return new GridAxis(
        state.name(), state.unit(), state.lower(), state.upper(), count, state.periodic());
  }
}
