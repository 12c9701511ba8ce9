package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A problem's own axes, changed as the request says. */
final class RequestedAxes {

  private RequestedAxes() {}

  static List<GridAxis> of(List<GridAxis> standard, SolveRequest request) throws SolveRefusal {
    check("--grid", request.counts(), standard.size());
    check("--lower", request.lower(), standard.size());
    check("--upper", request.upper(), standard.size());
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < standard.size(); i++) {
      GridAxis axis = standard.get(i);
      int at = i;
      double lower = request.lower().map(list -> list.get(at)).orElse(axis.lower());
      double upper = request.upper().map(list -> list.get(at)).orElse(axis.upper());
      int count = request.counts().map(list -> list.get(at)).orElse(axis.count());
      checkPeriod(axis, lower, upper);
      try {
        axes.add(new GridAxis(axis.name(), axis.unit(), lower, upper, count, axis.periodic()));
      } catch (IllegalArgumentException e) {
        throw new SolveRefusal(String.valueOf(e.getMessage()));
      }
    }
    return axes;
  }

  private static void check(String option, Optional<? extends List<?>> list, int wanted)
      throws SolveRefusal {
    if (list.isPresent() && list.get().size() != wanted) {
      throw new SolveRefusal(
          "%s has %d entries, but the problem has %d axes"
              .formatted(option, list.get().size(), wanted));
    }
  }

  /** Ends are typed with few digits, so a period is met to a millionth. */
  private static void checkPeriod(GridAxis axis, double lower, double upper) throws SolveRefusal {
    double period = axis.upper() - axis.lower();
    // Written so that NaN is refused.
    if (axis.periodic() && !(Math.abs(upper - lower - period) <= 1e-6 * period)) {
      throw new SolveRefusal(
          "axis %s is periodic, so its ends must lie %s %s apart, but are %s and %s"
              .formatted(axis.name(), period, axis.unit(), lower, upper));
    }
  }
}
