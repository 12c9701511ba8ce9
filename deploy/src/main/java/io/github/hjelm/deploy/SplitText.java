package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.decomposition.Combination;
import io.github.hjelm.export.hjb.decomposition.SplitSolution;
import java.util.stream.Collectors;

/** A solution in parts, in words. */
final class SplitText {

  private final SplitSolution solution;

  SplitText(SplitSolution solution) {
    this.solution = solution;
  }

  String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d parts of a value over %s%n"
            .formatted(
                solution.parts().size(),
                solution.axes().stream().map(GridAxis::name).collect(Collectors.joining(", "))));
    text.append(
        "The value is the %s over the parts, %s.%n"
            .formatted(
                solution.combination() == Combination.MIN ? "least" : "largest",
                solution.statement()));
    for (SplitSolution.Part part : solution.parts()) {
      text.append("%npart %s%n".formatted(part.name()));
      text.append(new SolutionText(part.solution()).summary());
    }
    return text.toString();
  }
}
