package io.github.hjelm.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.hjelm.sensors.HotPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the architecture, as values. */
final class ArchitectureRules {

  static final String ROOT = "io.github.hjelm.";

  /** From left to right: each may use what stands before it. */
  static final List<String> MODULES = List.of("sensors", "controller", "export", "bench", "deploy");

  private static final String TENSORFLOW_HOME = ROOT + "controller.policy.tensorflow..";
  private static final String PAHO_HOME = ROOT + "sensors.mqtt.paho..";
  private static final String NETTY_HOME = ROOT + "sensors.mqtt.netty..";

  /** What reads a clock, by class and method. */
  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis"));

  private static final Map<String, Set<String>> EXITS =
      Map.of(
          "java.lang.System", Set.of("exit"),
          "java.lang.Runtime", Set.of("exit", "halt"));

  private ArchitectureRules() {}

  /** A module uses nothing that stands to its right. */
  static ArchRule chain(String module) {
    List<String> right = MODULES.subList(MODULES.indexOf(module) + 1, MODULES.size());
    return noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(right.stream().map(name -> ROOT + name + "..").toArray(String[]::new));
  }

  /**
   * Serving has one home; training, which is off line, may use all of TensorFlow, and the bench
   * compares with TensorFlow as its documentation shows it.
   */
  static final ArchRule TENSORFLOW =
      noClasses()
          .that()
          .resideOutsideOfPackages(TENSORFLOW_HOME, ROOT + "export..", ROOT + "bench.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.bytedeco..");

  static final ArchRule PAHO =
      noClasses()
          .that()
          .resideOutsideOfPackage(PAHO_HOME)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..");

  static final ArchRule MQTT_CODEC =
      noClasses()
          .that()
          .resideOutsideOfPackage(NETTY_HOME)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty.handler.codec.mqtt..");

  static final ArchRule ARTEMIS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "sensors.mqtt.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.activemq..", "org.apache.artemis..");

  /** Whoever chooses a transport hands it event loops, and waits for them when they end. */
  private static final Set<String> FOR_THOSE_WHO_CHOOSE =
      Set.of("io.vertx.core.Vertx", "io.vertx.core.Future");

  static final ArchRule VERTX =
      noClasses()
          .that()
          // The bench measures event loops from within.
          .resideOutsideOfPackages(NETTY_HOME, ROOT + "controller..", ROOT + "bench..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to Vert.x or Netty, except " + FOR_THOSE_WHO_CHOOSE,
                  target ->
                      target.getPackageName().startsWith("io.netty.")
                          || (target.getPackageName().startsWith("io.vertx.")
                              && !FOR_THOSE_WHO_CHOOSE.contains(target.getName()))));

  static final ArchRule CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "sensors.time..")
          .should()
          .accessTargetWhere(calls("read a clock", CLOCKS));

  static final ArchRule EXIT =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "deploy..")
          .should()
          .accessTargetWhere(calls("end the process", EXITS));

  static final ArchRule NO_CYCLES = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  static final ArchRule NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Data|Info|Base)(\\$.*)?")
          .because("such a name says nothing about what the class is for");

  static final ArchRule NULL_MARKED =
      classes()
          .should(
              satisfy(
                  "reside in a package that is @NullMarked",
                  type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

  /** What a method on the path may not touch; the bytes it allocates are measured elsewhere. */
  static final ArchRule HOT_PATH =
      methods()
          .that()
          .areAnnotatedWith(HotPath.class)
          .should(neitherLogNorLock())
          // A build without a hot path has nothing to check.
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaAccess<?>> calls(
      String what, Map<String, Set<String>> methods) {
    return DescribedPredicate.describe(
        what,
        access -> {
          AccessTarget target = access.getTarget();
          return methods
              .getOrDefault(target.getOwner().getName(), Set.of())
              .contains(target.getName());
        });
  }

  private static ArchCondition<JavaClass> satisfy(
      String what, java.util.function.Predicate<JavaClass> condition) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!condition.test(type)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " does not " + what));
        }
      }
    };
  }

  private static ArchCondition<JavaMethod> neitherLogNorLock() {
    List<String> banned =
        List.of("java.util.logging.", "org.slf4j.", "java.util.concurrent.locks.", "java.io.");
    return new ArchCondition<>("neither log, print nor lock") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (method.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
          events.add(
              SimpleConditionEvent.violated(method, method.getFullName() + " is synchronized"));
        }
        for (JavaAccess<?> access : method.getAccessesFromSelf()) {
          String owner = access.getTargetOwner().getName();
          if (banned.stream().anyMatch(owner::startsWith)) {
            events.add(SimpleConditionEvent.violated(method, access.getDescription()));
          }
        }
      }
    };
  }
}
