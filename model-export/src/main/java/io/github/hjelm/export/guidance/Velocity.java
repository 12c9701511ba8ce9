package io.github.hjelm.export.guidance;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.policy.FlowMap;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.policy.Method;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** How fast, and whither, a method's sample moves in the i-th of n steps of Euler. */
@FunctionalInterface
interface Velocity {

  Operand<TFloat32> at(
      Algebra a, Model model, List<Operand<TFloat32>> seen, Operand<TFloat32> x, int i, int n);

  /** Of methods that are drawn so (theory 07.3, 09.4). */
  static Optional<Velocity> of(Method method) {
    if (method instanceof FlowMatching) {
      return Optional.of((a, model, seen, x, i, n) -> model.answer(seen, x, a.row((double) i / n)));
    }
    if (method instanceof FlowMap) {
      return Optional.of(
          (a, model, seen, x, i, n) -> {
            double length = 1.0 / n;
            return model.answer(seen, x, a.row(i * length, length));
          });
    }
    return Optional.empty();
  }
}
