package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Prints accuracy, seconds and processor seconds of each problem at its full size. */
final class SolverBench {

  private SolverBench() {}

  private static SolveRequest request(String scheme, int... counts) {
    List<Integer> list = java.util.Arrays.stream(counts).boxed().toList();
    return new SolveRequest(
        Map.of(),
        counts.length == 0 ? Optional.empty() : Optional.of(list),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.of(scheme),
        false);
  }

  private static void run(Problem problem, SolveRequest request) throws Exception {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    Solution solution = problem.solve(request, Progress.none());
    double seconds = (system.getProcessCpuTime() - cpu) * 1e-9;
    System.out.printf(
        "%s %s %d nodes: %d steps, %.2f s, %.2f cpu s, residual %.1e; %s%n",
        problem.name(),
        solution.scheme(),
        solution.grid().size(),
        solution.steps(),
        solution.seconds(),
        seconds,
        solution.residual(),
        Accuracy.of(solution));
  }

  public static void main(String[] arguments) throws Exception {
    String only = arguments.length > 0 ? arguments[0] : "";
    for (String scheme : List.of("weno5", "first", "eno2", "eno3")) {
      if (arguments.length > 1 && !arguments[1].equals(scheme)) {
        continue;
      }
      for (Problem problem :
          List.of(
              new DubinsAvoid(),
              new Air3dAvoid(),
              new DoubleIntegratorAvoid(),
              new DoubleIntegratorTtr())) {
        if (problem.name().startsWith(only)) {
          run(problem, request(scheme));
        }
      }
      if ("air3d".startsWith(only)) {
        run(new Air3dAvoid(), request(scheme, 101, 80, 100));
      }
    }
  }
}
