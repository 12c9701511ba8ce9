package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether sensors together give every state of a robot exactly once. */
final class SensorInputCheck {

  private final String robot;
  private final List<String> names;
  private final Set<String> sensors = new HashSet<>();
  private final Map<String, String> givenBy = new HashMap<>();

  private SensorInputCheck(String robot, List<Quantity> states) {
    this.robot = robot;
    names = states.stream().map(Quantity::name).toList();
  }

  static void check(
      String robot, List<Quantity> states, List<SensorInput> inputs, double boundsMargin)
      throws ObservationRefusal {
    // Written so that NaN is refused.
    if (!(boundsMargin >= 0 && boundsMargin < Double.POSITIVE_INFINITY)) {
      throw new ObservationRefusal(
          "robot '%s': the margin of its states' bounds is %s, give a share from 0 on"
              .formatted(robot, boundsMargin));
    }
    new SensorInputCheck(robot, states).check(inputs);
  }

  private void check(List<SensorInput> inputs) throws ObservationRefusal {
    for (int sensor = 0; sensor < inputs.size(); sensor++) {
      SensorInput input = inputs.get(sensor);
      String fault = fault(input);
      if (fault != null) {
        throw new ObservationRefusal(
            "robot '%s': sensor '%s' %s".formatted(robot, input.sensor(), fault), sensor);
      }
    }
    for (String name : names) {
      if (!givenBy.containsKey(name)) {
        throw new ObservationRefusal(
            "robot '%s': no sensor gives its state '%s', add it to a sensor's quantities"
                .formatted(robot, name));
      }
    }
  }

  private @Nullable String fault(SensorInput input) {
    if (!FrameLimits.isName(input.sensor())) {
      return "needs a name of 1 to 64 letters, digits and _ . : -, as in its topic";
    }
    int count = input.quantities().size();
    if (count < 1 || count > FrameLimits.MAX_VALUES) {
      return "has " + count + " quantities, a frame has 1 to " + FrameLimits.MAX_VALUES;
    }
    if (input.quantities().stream().allMatch(SensorInput.UNUSED::equals)) {
      return "gives no state, leave it out";
    }
    if (input.maxAgeNs() <= 0) {
      return "may be " + input.maxAgeNs() + " ns old, give an age of more than 0";
    }
    if (input.maxSameNs() <= 0) {
      return "may stay the same for " + input.maxSameNs() + " ns, give a time of more than 0";
    }
    if (!sensors.add(input.sensor())) {
      return "is listed twice, list it once with all its quantities";
    }
    for (String quantity : input.quantities()) {
      String fault = quantity.equals(SensorInput.UNUSED) ? null : fault(input, quantity);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String fault(SensorInput input, String quantity) {
    if (!names.contains(quantity)) {
      return "gives '%s', which is no state of the robot, %s (a value to read past is '%s')"
          .formatted(quantity, Spelling.advice(quantity, names), SensorInput.UNUSED);
    }
    String before = givenBy.put(quantity, input.sensor());
    return before == null
        ? null
        : "gives '%s', which sensor '%s' gives already, write '%s' for one of them"
            .formatted(quantity, before, SensorInput.UNUSED);
  }
}
