package io.github.hjelm.export.fly;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.Hamiltonian;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFiles.Storage;
import io.github.hjelm.controller.reach.TableOutcome;
import io.github.hjelm.controller.reach.TablePoint;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a task ranks a policy's candidates by: its Hamiltonian, κ(x, u) + ∇V·(f + Gu), with its
 * cost-to-go V. What a discount takes off and what a disturbance does are the same for every
 * candidate.
 *
 * <p>A task without a table of V ranks by nothing: all candidates are as good as each other, and
 * the first comes first, which is that of the plan being executed. κ alone is no ranking. It says
 * what a control costs now and not what it is for, and likes doing nothing best.
 *
 * <p>Belongs to one thread and allocates nothing after construction.
 */
public final class TaskRanking implements CandidateRanking {

  private final Task task;
  private final TablePoint point;
  private final Hamiltonian hamiltonian;
  private final double[] place;
  private final double[] gradient;
  private boolean looked;
  private boolean inside;

  private TaskRanking(Task task, ValueTable value) {
    this.task = task;
    point = value.newPoint();
    hamiltonian = Hamiltonian.reach(task.robot());
    place = new double[task.robot().states().size()];
    gradient = new double[place.length];
  }

  /**
   * The ranking for a task.
   *
   * @param folder with the table of its cost-to-go, as a bundle has it, if it has
   * @throws TableRefusal when the table is damaged or another task's
   */
  public static CandidateRanking of(Task task, Optional<Path> folder) throws TableRefusal {
    if (folder.isEmpty()) {
      return CandidateRanking.asProposed();
    }
    ValueTable value = TableFiles.read(folder.get(), Storage.HEAP).values();
    refuseOther(task, value, folder.get().toString());
    return new TaskRanking(task, value);
  }

  @Override
  @HotPath
  public double cost(double[] x, double[] u) {
    // All candidates of a cycle are ranked at one state.
    if (!looked || !Arrays.equals(x, place)) {
      look(x);
    }
    // Where the table ends, nothing is known that could rank.
    return inside ? task.cost(x, u) + hamiltonian.rateUnder(u) : 0;
  }

  @HotPath
  private void look(double[] x) {
    looked = true;
    System.arraycopy(x, 0, place, 0, place.length);
    inside = point.look(x) == TableOutcome.INSIDE;
    if (inside) {
      point.gradient(gradient);
      hamiltonian.evaluate(x, gradient);
    }
  }

  private static void refuseOther(Task task, ValueTable value, String where) throws TableRefusal {
    List<String> states = task.robot().states().stream().map(Quantity::name).toList();
    List<String> axes = value.grid().axes().stream().map(GridAxis::name).toList();
    if (!axes.equals(states)) {
      throw new TableRefusal(
          "%s is over %s, but task %s has the states %s: it is the table of another task"
              .formatted(where, axes, task.name(), states));
    }
  }
}
