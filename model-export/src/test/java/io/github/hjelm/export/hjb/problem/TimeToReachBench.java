package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Prints the error of times to reach, scheme by scheme, on grids that halve their spacing. */
final class TimeToReachBench {

  private TimeToReachBench() {}

  static Solution solve(String scheme, int count, Map<String, String> settings) throws Exception {
    SolveRequest request =
        new SolveRequest(
            settings,
            Optional.of(List.of(count, count)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(scheme),
            false);
    return new DoubleIntegratorTtr().solve(request, Progress.none());
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = arguments.length > 0 ? Map.of("head", arguments[0]) : Map.of();
    for (String scheme : List.of("semi-lagrangian", "first", "eno2", "eno3", "weno5")) {
      if (arguments.length > 1 && !arguments[1].equals(scheme)) {
        continue;
      }
      for (int count : new int[] {51, 101, 201, 401}) {
        Solution solution = solve(scheme, count, settings);
        TimeErrors all = TimeErrors.everywhere(solution);
        TimeErrors inside = TimeErrors.withPathsInside(solution);
        System.out.printf(
            "%s %d: everywhere %s; paths inside %s; %d rounds, %.2f s%n",
            scheme, count, all, inside, solution.steps(), solution.seconds());
      }
    }
  }
}
