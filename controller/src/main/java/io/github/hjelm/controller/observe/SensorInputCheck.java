package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether sensors together give every state of a robot exactly once. */
final class SensorInputCheck {

  private SensorInputCheck() {}

  static void check(
      String robot, List<Quantity> states, List<SensorInput> inputs, double boundsMargin)
      throws ObservationRefusal {
    // Written so that NaN is refused.
    if (!(boundsMargin >= 0 && boundsMargin < Double.POSITIVE_INFINITY)) {
      throw new ObservationRefusal(
          "robot '%s': the margin of its states' bounds is %s, give a share from 0 on"
              .formatted(robot, boundsMargin));
    }
    List<String> names = states.stream().map(Quantity::name).toList();
    Set<String> sensors = new HashSet<>();
    Map<String, String> givenBy = new HashMap<>();
    for (SensorInput input : inputs) {
      checkOne(robot, input);
      if (!sensors.add(input.sensor())) {
        throw refusal(robot, input, "is listed twice, list it once with all its quantities");
      }
      for (String quantity : input.quantities()) {
        if (!quantity.equals(SensorInput.UNUSED)) {
          checkQuantity(robot, input, quantity, names, givenBy);
        }
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

  private static void checkOne(String robot, SensorInput input) throws ObservationRefusal {
    if (!FrameLimits.isName(input.sensor())) {
      throw refusal(
          robot, input, "needs a name of 1 to 64 letters, digits and _ . : -, as in its topic");
    }
    int count = input.quantities().size();
    if (count < 1 || count > FrameLimits.MAX_VALUES) {
      throw refusal(
          robot, input, "has " + count + " quantities, a frame has 1 to " + FrameLimits.MAX_VALUES);
    }
    if (input.quantities().stream().allMatch(SensorInput.UNUSED::equals)) {
      throw refusal(robot, input, "gives no state, leave it out");
    }
    if (input.maxAgeNs() <= 0) {
      throw refusal(
          robot, input, "may be " + input.maxAgeNs() + " ns old, give an age of more than 0");
    }
    if (input.maxSameNs() <= 0) {
      throw refusal(
          robot,
          input,
          "may stay the same for " + input.maxSameNs() + " ns, give a time of more than 0");
    }
  }

  private static void checkQuantity(
      String robot,
      SensorInput input,
      String quantity,
      List<String> names,
      Map<String, String> givenBy)
      throws ObservationRefusal {
    if (!names.contains(quantity)) {
      throw refusal(
          robot,
          input,
          "gives '%s', which is no state of the robot, %s (a value to read past is '%s')"
              .formatted(quantity, Spelling.advice(quantity, names), SensorInput.UNUSED));
    }
    String before = givenBy.put(quantity, input.sensor());
    if (before != null) {
      throw refusal(
          robot,
          input,
          "gives '%s', which sensor '%s' gives already, write '%s' for one of them"
              .formatted(quantity, before, SensorInput.UNUSED));
    }
  }

  private static ObservationRefusal refusal(String robot, SensorInput input, String what) {
    return new ObservationRefusal(
        "robot '%s': sensor '%s' %s".formatted(robot, input.sensor(), what));
  }
}
