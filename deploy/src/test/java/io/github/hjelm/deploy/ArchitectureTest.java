package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.github.hjelm.sensors.specimen.Exits;
import io.github.hjelm.sensors.specimen.ImportsArtemis;
import io.github.hjelm.sensors.specimen.ImportsMqttCodec;
import io.github.hjelm.sensors.specimen.ImportsPaho;
import io.github.hjelm.sensors.specimen.ImportsTensorFlow;
import io.github.hjelm.sensors.specimen.ImportsVertx;
import io.github.hjelm.sensors.specimen.LocksOnHotPath;
import io.github.hjelm.sensors.specimen.LogsOnHotPath;
import io.github.hjelm.sensors.specimen.ReachesRight;
import io.github.hjelm.sensors.specimen.ReadsClock;
import io.github.hjelm.sensors.specimen.RefersToClock;
import io.github.hjelm.sensors.specimen.SpecimenManager;
import io.github.hjelm.sensors.specimen.first.First;
import io.github.hjelm.sensors.specimen.second.Second;
import io.github.hjelm.sensors.specimen.unmarked.InUnmarkedPackage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture holds, and each of its rules would notice if it did not. */
class ArchitectureTest {

  /** Far below what there is: it only has to notice an import that silently found nothing. */
  private static final int CLASSES_AT_LEAST = 150;

  private static final JavaClasses EVERYTHING =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          // Written by JMH's compiler, which times with the clock that it likes.
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("io.github.hjelm");

  /**
   * A rule with classes that break it.
   *
   * @param offenders simple names that the rule's report must contain
   */
  record Case(ArchRule rule, Set<String> offenders, List<Class<?>> specimens) {

    static Case of(ArchRule rule, Class<?>... specimens) {
      return new Case(
          rule,
          Stream.of(specimens).map(Class::getSimpleName).collect(Collectors.toSet()),
          List.of(specimens));
    }

    @Override
    public String toString() {
      return rule.getDescription();
    }
  }

  static Stream<Case> rules() {
    return Stream.of(
        Case.of(ArchitectureRules.chain("sensors"), ReachesRight.class),
        Case.of(ArchitectureRules.TENSORFLOW, ImportsTensorFlow.class),
        Case.of(ArchitectureRules.PAHO, ImportsPaho.class),
        Case.of(ArchitectureRules.ARTEMIS, ImportsArtemis.class),
        Case.of(ArchitectureRules.VERTX, ImportsVertx.class),
        Case.of(ArchitectureRules.MQTT_CODEC, ImportsMqttCodec.class),
        Case.of(ArchitectureRules.CLOCK, ReadsClock.class, RefersToClock.class),
        Case.of(ArchitectureRules.EXIT, Exits.class),
        Case.of(ArchitectureRules.NO_CYCLES, First.class, Second.class),
        Case.of(ArchitectureRules.NAMES, SpecimenManager.class),
        Case.of(ArchitectureRules.NULL_MARKED, InUnmarkedPackage.class),
        Case.of(ArchitectureRules.HOT_PATH, LogsOnHotPath.class, LocksOnHotPath.class));
  }

  static List<String> modulesWithARightNeighbour() {
    return ArchitectureRules.MODULES.subList(0, ArchitectureRules.MODULES.size() - 1);
  }

  @Test
  void allModulesAreSeen() {
    Set<String> seen =
        EVERYTHING.stream()
            .map(type -> type.getPackageName().substring(ArchitectureRules.ROOT.length()))
            .map(name -> name.replaceAll("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(ArchitectureRules.MODULES), seen);
    assertTrue(EVERYTHING.size() >= CLASSES_AT_LEAST, () -> "only " + EVERYTHING.size());
  }

  @ParameterizedTest
  @MethodSource("modulesWithARightNeighbour")
  void modulesFormAChain(String module) {
    // A module may stand empty while the project is young.
    ArchitectureRules.chain(module).allowEmptyShould(true).check(EVERYTHING);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(Case rule) {
    rule.rule().check(EVERYTHING);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesItsSpecimens(Case rule) {
    EvaluationResult result =
        rule.rule().evaluate(new ClassFileImporter().importClasses(rule.specimens()));
    assertTrue(result.hasViolation(), () -> "not noticed: " + rule.specimens());
    String report = result.getFailureReport().toString();
    for (String offender : rule.offenders()) {
      assertTrue(report.contains(offender), () -> offender + " is missing in: " + report);
    }
  }
}
