package io.github.hjelm.export.study;

import io.github.hjelm.export.policy.Diffusion;
import io.github.hjelm.export.policy.Drawing;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.policy.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to draw from a method that is measured.
 *
 * @param name in a word or two
 * @param evaluations of the network for one chunk
 */
record Sampler(String name, int evaluations, Drawing drawing) {

  /** What students are held against: the reverse SDE in so many steps. */
  static final int TEACHER_STEPS = 100;

  private static final int FAST = 10;

  /** Every way that is measured of a method. */
  static List<Sampler> of(Method method) {
    if (method instanceof Diffusion diffusion) {
      return ofTeacher(diffusion);
    }
    List<Sampler> samplers = new ArrayList<>();
    for (int steps : method.steps()) {
      samplers.add(new Sampler(method.name(), steps, Drawing.of(method, steps)));
    }
    if (method instanceof FlowMatching) {
      samplers.add(new Sampler(method.name(), FAST, Drawing.of(method, FAST)));
    }
    return samplers;
  }

  private static List<Sampler> ofTeacher(Diffusion diffusion) {
    return List.of(
        new Sampler(
            "reverse SDE",
            TEACHER_STEPS,
            (a, model, observation, noise, chance) ->
                diffusion.drawBySde(a, model, observation, noise, TEACHER_STEPS, chance)),
        new Sampler("DDIM", FAST, Drawing.of(diffusion, FAST)),
        new Sampler(
            "probability-flow ODE",
            2 * FAST - 1,
            (a, model, observation, noise, chance) ->
                diffusion.drawByOde(a, model, observation, noise, FAST)));
  }
}
