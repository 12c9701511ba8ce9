package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.Verdict;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SafeCommandTest {

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  @Test
  void nobodyOutsideThePackageMakesOrChangesOne() {
    assertTrue(Modifier.isFinal(SafeCommand.class.getModifiers()));
    for (Constructor<?> constructor : SafeCommand.class.getDeclaredConstructors()) {
      assertEquals(0, constructor.getModifiers(), constructor.toString());
    }
    for (Field field : SafeCommand.class.getDeclaredFields()) {
      assertTrue(Modifier.isPrivate(field.getModifiers()), field.toString());
    }
    Set<String> open = new TreeSet<>();
    for (Method method : SafeCommand.class.getDeclaredMethods()) {
      if (isOpen(method.getModifiers())) {
        open.add(method.getName());
        boolean isArrayOut = method.getReturnType().isArray();
        assertTrue(!isArrayOut, method + " would hand its memory out");
        assertTrue(!Modifier.isStatic(method.getModifiers()), method + " might make one");
      }
    }
    assertEquals(
        Set.of(
            "size",
            "control",
            "copyTo",
            "verdict",
            "rung",
            "place",
            "refused",
            "assurance",
            "certified",
            "stopCause",
            "valueAtState",
            "reserve",
            "corrected"),
        open);
  }

  @Test
  void onlyTheStageHandsOneOut() {
    for (Class<?> type : new Class<?>[] {SafetyStage.class, SampledDataFilter.class}) {
      for (Method method : type.getDeclaredMethods()) {
        if (isOpen(method.getModifiers()) && method.getReturnType() == SafeCommand.class) {
          assertEquals(SafetyStage.class, type, method.toString());
          assertTrue(
              Arrays.asList("decide", "hold", "stop").contains(method.getName()),
              method.toString());
        }
      }
    }
  }

  @Test
  void whatACopyIsChangedToStaysOutside() {
    MassBetweenWalls mass = new MassBetweenWalls();
    SafeCommand command = mass.decide(0, 0, 0.5);
    double[] copy = new double[1];
    command.copyTo(copy);
    copy[0] = 99;
    assertEquals(0.5, command.control(0));
  }

  @Test
  void controlsAreNumbersInTheBoxWhateverTheyWere() {
    double[][] given = {
      {Double.NaN, 0},
      {Double.POSITIVE_INFINITY, 1},
      {Double.NEGATIVE_INFINITY, -1},
      {7, 1},
      {-0.25, -0.25}
    };
    SafeCommand command = new SafeCommand(MassBetweenWalls.robot("double-integrator"));
    assertEquals(0, command.control(0));
    for (double[] one : given) {
      command.set(new double[] {one[0]}, Verdict.PASSED, Assurance.VOUCHED, null);
      assertEquals(one[1], command.control(0));
    }
    assertEquals(4, command.corrected());
  }

  @Test
  void saysWhatIsLeftOfTheValue() {
    MassBetweenWalls mass = new MassBetweenWalls();
    mass.filter = FilterSettings.of(0.1, 0, new SafetyMargins(0.1, 0, 0.2, 0));
    SafeCommand command = mass.decide(0.25, 0, 0);
    assertEquals(0.75, command.valueAtState(), 1e-12);
    assertEquals(0.45, command.reserve(), 1e-12);
    assertTrue(command.certified());
  }
}
