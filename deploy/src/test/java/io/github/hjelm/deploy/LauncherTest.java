package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script on machines where something is missing, old or broken. */
class LauncherTest {

  private final Path folder;
  private final LauncherBox box;

  LauncherTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.box = new LauncherBox(folder);
  }

  @Test
  void helpNeedsNeitherJavaNorBuild() throws Exception {
    for (String argument : List.of("--help", "-h", "help")) {
      Outcome help = box.run(argument);
      assertEquals(new Outcome(0, Hjelm.helpText(), ""), help);
    }
    assertEquals(Hjelm.helpText(), box.run().out());
  }

  @Test
  void worksThroughALinkToALink() throws Exception {
    Path inner = Files.createSymbolicLink(folder.resolve("inner"), Path.of("hjelm home", "hjelm"));
    Path outer = Files.createSymbolicLink(folder.resolve("outer"), inner);
    assertEquals(Hjelm.helpText(), box.run(Map.of(), outer, "--help").out());
  }

  @Test
  void nothingInstalledIsOneSentence() throws Exception {
    assertToldToInstall(box.run("doctor", "--no-install"), "a JDK 17 or newer and Maven 3.8");
    assertToldToInstall(box.run("--no-install", "test"), "a JDK 17 or newer and Maven 3.8");
    // There is no apt-get either.
    assertToldToInstall(box.run("doctor"), "a JDK 17 or newer and Maven 3.8");
  }

  @Test
  void missingMavenIsOneSentence() throws Exception {
    box.jdk("17.0.1");
    assertToldToInstall(box.run("--no-install", "doctor"), "hjelm: Maven 3.8 or newer not found");
  }

  @Test
  void oldToolsDoNotCount() throws Exception {
    box.jdk("11.0.2");
    box.program("mvn", "echo 'Apache Maven 3.6.3'");
    assertToldToInstall(box.run("--no-install", "doctor"), "a JDK 17 or newer and Maven 3.8");
  }

  @Test
  void unsuitableJavaHomeIsNamedAndPassedOver() throws Exception {
    Path old = box.jdk("1.8.0_400");
    Path good = box.jdk("21.0.2");
    box.maven(0);
    Outcome outcome =
        box.run(Map.of("JAVA_HOME", old.toString()), box.root().resolve("hjelm"), "doctor");
    assertEquals(0, outcome.exitCode(), outcome::err);
    assertTrue(outcome.err().contains("JAVA_HOME=" + old + " is not a JDK 17"), outcome::err);
    assertTrue(box.mavenCalls().get(0).startsWith("JAVA_HOME=" + good + " "));
  }

  @Test
  void rootInstallsWhatIsMissingAndSaysSoFirst() throws Exception {
    asRootWithPackages();
    Outcome outcome = box.run("doctor");
    assertTrue(
        outcome
            .errLines()
            .get(0)
            .matches(
                "hjelm: installing openjdk-17-jdk-headless, maven from .* packages \\(--no-install"
                    + " forbids this\\)"),
        outcome::err);
    assertTrue(Files.readString(folder.resolve("installed")).contains("install-packages.sh"));
    // The stand-in installed nothing, and the launcher noticed.
    assertEquals(2, outcome.exitCode());
  }

  @Test
  void nothingIsInstalledWhenThatIsForbidden() throws Exception {
    asRootWithPackages();
    assertToldToInstall(box.run("doctor", "--no-install"), "not found");
    Path launcher = box.root().resolve("hjelm");
    assertToldToInstall(box.run(Map.of("HJELM_NO_INSTALL", "1"), launcher, "test"), "not found");
    assertFalse(Files.exists(folder.resolve("installed")));
  }

  private void asRootWithPackages() throws IOException {
    box.program("sh", "echo \"$*\" >> '" + folder.resolve("installed") + "'");
    box.program("id", "echo 0");
    box.program("apt-get", "exit 1");
    box.program("apt-cache", "echo '  Candidate: 17.0'");
  }

  @Test
  void buildsOnceAndAgainWhenASourceChanges() throws Exception {
    Path java17 = box.jdk("17.0.1");
    box.maven(0, "[INFO] Building Hjelm sensors 0.1.0-SNAPSHOT         [2/6]");
    Outcome first = box.run("doctor");
    assertEquals(0, first.exitCode(), first::err);
    assertTrue(first.err().contains("hjelm: [2/6] sensors\n"), first::err);
    assertTrue(first.err().contains("hjelm: built in "), first::err);
    assertEquals(1, box.mavenCalls().size());
    assertTrue(box.mavenCalls().get(0).startsWith("JAVA_HOME=" + java17 + " "));
    assertTrue(box.mavenCalls().get(0).contains(" package "), () -> "no package phase");

    assertEquals("", box.run("doctor").err());
    assertEquals(1, box.mavenCalls().size());

    Path source = box.root().resolve("sensors/src/main/New.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class New {}");
    // File systems may be coarse; a second ahead is newer on any of them.
    Files.setLastModifiedTime(source, FileTime.from(stamp().plusSeconds(1)));
    box.run("doctor");
    assertEquals(2, box.mavenCalls().size());
  }

  private Instant stamp() throws IOException {
    return Files.getLastModifiedTime(box.root().resolve("deploy/target/built.stamp")).toInstant();
  }

  @Test
  void anotherTensorFlowIsAnotherBuild() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    box.run("doctor");
    box.run(Map.of("HJELM_GPU", "1"), box.root().resolve("hjelm"), "doctor");
    assertEquals(2, box.mavenCalls().size());
    assertTrue(box.mavenCalls().get(1).contains("-Pgpu"));
  }

  @Test
  void failedBuildNamesTheErrorAndItsLogAndIsTriedAgain() throws Exception {
    box.jdk("17.0.1");
    box.maven(1, "[ERROR] A.java:[3,5] no", "[ERROR] Re-run Maven using the -X switch");
    Outcome outcome = box.run("doctor");
    assertEquals(2, outcome.exitCode());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("[ERROR] A.java:[3,5] no"), outcome::err);
    assertFalse(outcome.err().contains("Re-run Maven"), outcome::err);
    assertTrue(outcome.err().contains("build.log"), outcome::err);
    box.run("doctor");
    assertEquals(2, box.mavenCalls().size());
  }

  @Test
  void startsJavaWithTheSettingsOfAController() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    List<String> java = box.run("sim", "a b", "--x").out().lines().toList();
    assertTrue(java.contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=0"), java::toString);
    assertTrue(java.contains("-Dio.netty.jfr.enabled=false"), java::toString);
    assertTrue(java.contains("-XX:+UseSerialGC"), java::toString);
    assertTrue(java.contains("-XX:-UsePerfData"), java::toString);
    assertTrue(java.contains("-XX:+AlwaysPreTouch"), java::toString);
    assertTrue(java.contains("-Dhjelm.terminal=no"), java::toString);
    assertTrue(java.contains(box.root() + "/deploy/target/lib/*"), java::toString);
    assertFalse(java.contains("--sun-misc-unsafe-memory-access=allow"), java::toString);
    int main = java.indexOf("io.github.hjelm.deploy.Hjelm");
    assertEquals(List.of("sim", "a b", "--x", "oneDNN=0"), java.subList(main + 1, main + 5));
    if (Files.isWritable(Path.of("/proc/self/timerslack_ns"))) {
      assertTrue(java.contains("slack=1"), java::toString);
    }
  }

  @Test
  void archiveOfClassesIsMadeByTheBuildAndUsedUntilAJarChanges() throws Exception {
    Path jdk = box.jdk("17.0.1");
    box.maven(0);
    Path target = box.root().resolve("deploy/target");
    Path archive = target.resolve("classes-17.jsa");
    // Stands for a JVM that writes what it was told to write.
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        mkdir -p '%s/lib'
        for word in "$@"; do
          case $word in -XX:ArchiveClassesAtExit=*) echo x > "${word#*=}" ;; esac
        done
        printf '%%s\\n' "$@"
        """
            .formatted(target));
    String used = "-XX:SharedArchiveFile=" + archive;
    assertTrue(box.run("doctor").out().lines().toList().contains(used));
    Path jar = Files.createFile(target.resolve("lib/a.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    assertFalse(box.run("doctor").out().contains("SharedArchiveFile"));
    Files.delete(archive);
    Outcome without = box.run("doctor");
    assertEquals(0, without.exitCode(), without::err);
    assertFalse(without.out().contains("SharedArchiveFile"), without::out);
  }

  @Test
  void startsWithoutAnArchiveWhereJavaMakesNone() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    Outcome outcome = box.run("doctor");
    assertEquals(0, outcome.exitCode(), outcome::err);
    assertFalse(outcome.out().contains("SharedArchiveFile"), outcome::out);
    assertTrue(Files.exists(box.root().resolve("deploy/target/archive.log")));
  }

  @Test
  void onlyTheBenchHasRivalsBesideIt() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    String program = box.root() + "/deploy/target/lib/*";
    List<String> java = box.run("bench", "links").out().lines().toList();
    assertTrue(
        java.contains(program + ":" + box.root() + "/deploy/target/lib-bench/*"), java::toString);
    assertTrue(box.run("demo").out().lines().toList().contains(program));
  }

  @Test
  void aNewerJdkCompilesWhatOnlyItCanRun() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    box.run("doctor");
    assertFalse(box.mavenCalls().get(0).contains("hjelm.foreign.jdk"), "there is none");
    Path newer = box.jdk("25.0.3");
    box.run("doctor");
    assertEquals(2, box.mavenCalls().size(), "a newer JDK is worth a build");
    assertTrue(box.mavenCalls().get(1).startsWith("JAVA_HOME="), box.mavenCalls().get(1));
    assertTrue(
        box.mavenCalls().get(1).contains(" -Dhjelm.foreign.jdk=" + newer + " "),
        box.mavenCalls().get(1));
    box.run("doctor");
    assertEquals(2, box.mavenCalls().size());
  }

  @Test
  void solversMayTakeMostOfTheMemory() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    String share = "-XX:MaxRAMPercentage=70";
    for (String[] solving : new String[][] {{"solve", "air3d"}, {"inspect"}, {"bench", "hjb"}}) {
      List<String> java = box.run(solving).out().lines().toList();
      assertTrue(java.contains(share), java::toString);
      assertFalse(java.contains("-XX:+AlwaysPreTouch"), java::toString);
    }
    List<String> java = box.run("bench", "links").out().lines().toList();
    assertTrue(java.contains("-Xmx512m") && !java.contains(share), java::toString);
  }

  @Test
  void trainingHasAHeapAndFasterBatches() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    List<String> train = box.run("train", "multi-goal").out().lines().toList();
    assertTrue(train.containsAll(List.of("-XX:MaxRAMPercentage=70", "oneDNN=1")), train::toString);
    List<String> bench = box.run("bench", "policies").out().lines().toList();
    assertTrue(bench.containsAll(List.of("-XX:MaxRAMPercentage=50", "oneDNN=1")), bench::toString);
    assertFalse(bench.contains("-XX:+AlwaysPreTouch"), bench::toString);
    List<String> hjb = box.run("bench", "hjb").out().lines().toList();
    assertTrue(hjb.contains("oneDNN=0"), hjb::toString);
  }

  @Test
  void onlyTheEngineForSmallNetworksGetsItsModule() throws Exception {
    box.jdk("17.0.1");
    box.maven(0);
    Path file = box.root().resolve("controller.yaml");
    String config = file.toString();
    Files.writeString(file, "robots:\n  - policy:\n      # engine: vector\n      lane: auto\n");
    for (String[] command :
        new String[][] {
          {"demo"}, {"demo", "--engine", "tensorflow"}, {"run", "--config", config}, {"run"}
        }) {
      String java = box.run(command).out();
      assertFalse(java.contains("jdk.incubator.vector"), () -> String.join(" ", command));
      assertTrue(java.contains("-Dhjelm.tensorflow=ahead"), java);
    }
    Files.writeString(file, "robots:\n  - policy: {lane: auto, engine: vector}\n");
    for (String[] command :
        new String[][] {
          {"demo", "--engine", "vector"},
          {"demo", "--engine=vector"},
          {"run", "--config", config},
          {"run", "--config=" + config}
        }) {
      List<String> java = box.run(command).out().lines().toList();
      assertTrue(
          java.containsAll(List.of("--add-modules", "jdk.incubator.vector")), java::toString);
      assertFalse(java.contains("-Dhjelm.tensorflow=ahead"), java::toString);
    }
  }

  @Test
  void newerJavaIsAllowedWhatTensorFlowNeeds() throws Exception {
    box.jdk("25.0.1");
    box.maven(0);
    List<String> java =
        box.run(
                Map.of("HJELM_JAVA_OPTS", "-Xint -Dx=1", "TF_ENABLE_ONEDNN_OPTS", "1"),
                box.root().resolve("hjelm"),
                "doctor")
            .out()
            .lines()
            .toList();
    assertTrue(java.contains("--enable-native-access=ALL-UNNAMED"), java::toString);
    assertTrue(java.contains("--sun-misc-unsafe-memory-access=allow"), java::toString);
    assertTrue(java.containsAll(List.of("-Xint", "-Dx=1", "oneDNN=1")), java::toString);
    // Only what runs a cycle holds half a gigabyte from the first moment on.
    assertFalse(java.contains("-XX:+AlwaysPreTouch"), java::toString);
  }

  private static final String[] TEST_LOG = {
    "[INFO] Building Hjelm sensors 0.1.0-SNAPSHOT         [2/6]",
    "[INFO] --- maven-surefire-plugin:3.5.4:test (default-test) @ hjelm-sensors ---",
    "[INFO] Tests run: 30, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1 s -- in A",
    "[INFO] Tests run: 32, Failures: 0, Errors: 0, Skipped: 1",
    "[INFO] --- maven-failsafe-plugin:3.5.4:integration-test (default) @ hjelm-sensors ---",
    "[WARNING] Tests run: 4, Failures: 1, Errors: 1, Skipped: 0",
  };

  @Test
  void testRunsOnBothJdksAndAddsUp() throws Exception {
    box.jdk("17.0.1");
    Path newer = box.jdk("25.0.1");
    box.maven(0, TEST_LOG);
    Outcome outcome = box.run("test");
    assertEquals(0, outcome.exitCode(), outcome::err);
    assertEquals(
        List.of(
            "sensors, unit tests: Tests run: 32, Failures: 0, Errors: 0, Skipped: 1",
            "sensors, integration tests: Tests run: 4, Failures: 1, Errors: 1, Skipped: 0"),
        outcome.out().lines().limit(2).toList());
    assertTrue(outcome.out().contains("JDK 17: 36 tests, 2 failed, 1 skipped"), outcome::out);
    assertTrue(outcome.out().contains("JDK 25: 36 tests, 2 failed, 1 skipped"), outcome::out);
    assertTrue(outcome.out().contains("hjelm: all passed in 0 min "), outcome::out);
    assertTrue(outcome.err().contains("chromium the tests that need"), outcome::err);
    assertEquals(2, box.mavenCalls().size());
    assertTrue(box.mavenCalls().get(0).contains(" verify"));
    assertFalse(box.mavenCalls().get(0).contains("-Djvm="));
    String second = box.mavenCalls().get(1);
    assertTrue(second.contains("-Djvm=" + newer + "/bin/java"), second);
    assertTrue(second.contains("--sun-misc-unsafe-memory-access=allow"), second);
  }

  @Test
  void failedTestsAreExitCodeOne() throws Exception {
    box.jdk("17.0.1");
    box.maven(1, "[ERROR]   FooTest.bar:12 expected: <1> but was: <2>");
    Outcome outcome = box.run("test", "--quick");
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.err().contains("FooTest.bar:12"), outcome::err);
    assertTrue(outcome.out().contains("hjelm: FAILED after"), outcome::out);
    assertEquals(1, box.mavenCalls().size());
    assertTrue(box.mavenCalls().get(0).contains("-DskipITs"));
  }

  @Test
  void testRefusesOptionsItDoesNotKnow() throws Exception {
    Outcome outcome = box.run("test", "--quik");
    assertEquals(2, outcome.exitCode());
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertTrue(outcome.err().contains("'--quik'"), outcome::err);
  }

  private static void assertToldToInstall(Outcome outcome, String words) {
    assertEquals(2, outcome.exitCode(), outcome::toString);
    assertEquals("", outcome.out());
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertTrue(outcome.err().contains(words), outcome::err);
    assertTrue(outcome.err().contains("apt-get install openjdk-17-jdk-headless maven"));
  }
}
