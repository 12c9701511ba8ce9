package io.github.hjelm.controller.observe;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * From a robot's state to what its policy sees, normalised. What a policy sees is resolved by name:
 * {@code NAME} is the state of that name, {@code cos_NAME} and {@code sin_NAME} are its cosine and
 * sine when it is an angle. A state that is itself called so comes first.
 *
 * <p>Immutable; one serves any number of threads.
 */
public final class ObservationLayout {

  private static final String COSINE = "cos_";
  private static final String SINE = "sin_";
  private static final String RADIAN = "rad";
  private static final String ONE = "1";

  /** What becomes of a state. */
  private enum Part {
    ITSELF,
    COSINE,
    SINE
  }

  private final int[] states;
  private final Part[] parts;
  private final Normaliser normaliser;

  /**
   * Resolves what a policy sees.
   *
   * @param states of the robot, in order
   * @param observed by the policy, in order; units have to agree
   * @param normaliser of the policy's observation
   * @throws ObservationRefusal when something observed is not a state, nor a part of one
   */
  public ObservationLayout(List<Quantity> states, List<Quantity> observed, Normaliser normaliser)
      throws ObservationRefusal {
    if (observed.size() != normaliser.size()) {
      throw new ObservationRefusal(
          "the policy observes %d quantities and normalises %d, export its bundle again"
              .formatted(observed.size(), normaliser.size()));
    }
    this.normaliser = normaliser;
    this.states = new int[observed.size()];
    parts = new Part[observed.size()];
    for (int i = 0; i < observed.size(); i++) {
      resolve(i, observed.get(i), states);
    }
  }

  private void resolve(int i, Quantity wanted, List<Quantity> all) throws ObservationRefusal {
    List<String> names = all.stream().map(Quantity::name).toList();
    String name = wanted.name();
    Part part = Part.ITSELF;
    if (!names.contains(name)) {
      part = name.startsWith(COSINE) ? Part.COSINE : name.startsWith(SINE) ? Part.SINE : part;
    }
    int state = names.indexOf(part == Part.ITSELF ? name : name.substring(COSINE.length()));
    if (state < 0 || (part != Part.ITSELF && !all.get(state).unit().equals(RADIAN))) {
      throw new ObservationRefusal(
          "the policy observes '%s', which is no state of the robot and no cosine or sine of an angle; there are %s"
              .formatted(name, String.join(", ", known(all))));
    }
    String unit = part == Part.ITSELF ? all.get(state).unit() : ONE;
    if (!wanted.unit().equals(unit)) {
      throw new ObservationRefusal(
          "the policy observes '%s' in '%s', but the robot has it in '%s'; use the robot that the policy was trained for"
              .formatted(name, wanted.unit(), unit));
    }
    states[i] = state;
    parts[i] = part;
  }

  private static List<String> known(List<Quantity> all) {
    List<String> known = new ArrayList<>();
    all.forEach(state -> known.add(state.name()));
    for (Quantity state : all) {
      if (state.unit().equals(RADIAN)) {
        known.add(COSINE + state.name());
        known.add(SINE + state.name());
      }
    }
    return known;
  }

  /** O: floats in an observation. */
  public int size() {
    return states.length;
  }

  /** Writes what the policy sees to the front of {@code into}. */
  @HotPath
  public void write(Observation observation, float[] into) {
    for (int i = 0; i < states.length; i++) {
      into[i] = component(i, observation.state(states[i]));
    }
  }

  /**
   * The same of any state, such as a predicted one, from place {@code at} on: one row of several.
   */
  @HotPath
  public void write(double[] state, float[] into, int at) {
    for (int i = 0; i < states.length; i++) {
      into[at + i] = component(i, state[states[i]]);
    }
  }

  // As the tasks observe while they train, so not strict.
  private float component(int i, double value) {
    double seen =
        switch (parts[i]) {
          case ITSELF -> value;
          case COSINE -> Math.cos(value);
          case SINE -> Math.sin(value);
        };
    return normaliser.normalised(i, seen);
  }
}
