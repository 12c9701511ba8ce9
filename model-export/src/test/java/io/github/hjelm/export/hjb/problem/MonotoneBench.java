package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Prints accuracy and seconds of the monotone schemes, and of WENO5 beside them. */
final class MonotoneBench {

  private MonotoneBench() {}

  public static void main(String[] arguments) throws Exception {
    for (Problem problem :
        List.of(new DoubleIntegratorAvoid(), new DubinsAvoid(), new Air3dAvoid())) {
      for (String scheme : List.of("first", "semi-lagrangian", "weno5")) {
        SolveRequest request =
            new SolveRequest(
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(scheme),
                false);
        Solution solution = problem.solve(request, Progress.none());
        System.out.printf(
            "%s %s: %d steps, %.2f s; %s%n",
            problem.name(), scheme, solution.steps(), solution.seconds(), Accuracy.of(solution));
      }
    }
  }
}
