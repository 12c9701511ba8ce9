package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spotless, {@code -Xlint -Werror}, Error Prone and NullAway each stop the build: a project of one
 * class, whose parent is ours, is built by a Maven of its own.
 */
class BuildRulesIT {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private final Path project;

  BuildRulesIT(@TempDir Path project) throws IOException {
    // Two paths are only relative to each other when neither goes through a link.
    this.project = project.toRealPath();
  }

  @BeforeEach
  void makeProject() throws IOException {
    Path parent = project.relativize(REPOSITORY.toRealPath().resolve("pom.xml"));
    String pom =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>io.github.hjelm</groupId>
            <artifactId>hjelm</artifactId>
            <version>0.1.0-SNAPSHOT</version>
            <relativePath>%s</relativePath>
          </parent>
          <artifactId>specimen</artifactId>
        </project>
        """;
    Files.writeString(project.resolve("pom.xml"), pom.formatted(parent));
    Path options = Files.createDirectories(project.resolve(".mvn")).resolve("jvm.config");
    Files.copy(REPOSITORY.resolve(".mvn/jvm.config"), options);
  }

  @Test
  void goodClassPasses() throws Exception {
    Outcome outcome = build("  String name() {", "    return \"good\";", "  }");
    assertEquals(0, outcome.exitCode(), outcome::out);
  }

  @Test
  void spotlessStopsWhatIsNotFormatted() throws Exception {
    assertStopped("format violations", "      String name() { return \"far in\"; }");
  }

  @Test
  void lintStopsRawTypes() throws Exception {
    assertStopped(
        "found raw type: java.lang.Comparable",
        "  Comparable name() {",
        "    return \"raw\";",
        "  }");
  }

  @Test
  void errorProneStopsItsWarningsToo() throws Exception {
    assertStopped(
        "[UnusedVariable] The field 'name' is never read", "  private String name = \"unread\";");
  }

  @Test
  void nullAwayStopsNulls() throws Exception {
    assertStopped(
        "[NullAway] returning @Nullable expression",
        "  String name() {",
        "    return null;",
        "  }");
  }

  private void assertStopped(String message, String... body) throws Exception {
    Outcome outcome = build(body);
    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.out().contains(message), outcome::out);
  }

  /** Builds a class with this body, off line: the build this test is part of has fetched all. */
  private Outcome build(String... body) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("package specimen;", ""));
    lines.addAll(List.of("import org.jspecify.annotations.NullMarked;", "", "@NullMarked"));
    lines.addAll(List.of("final class Specimen {", ""));
    lines.addAll(List.of(body));
    lines.add("}");
    Path source = project.resolve("src/main/java/specimen/Specimen.java");
    Files.createDirectories(project.resolve("src/main/java/specimen"));
    Files.write(source, lines);

    List<String> command = new ArrayList<>(List.of(maven(), "-o", "-B", "-ntp"));
    command.addAll(List.of("-Dstyle.color=never", "-Djacoco.skip"));
    // Surefire names the repository that the outer build uses, which need not be the usual one.
    Optional.ofNullable(System.getProperty("localRepository"))
        .ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
    command.add("compile");
    Path log = project.resolve("maven.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("Maven hangs: " + Files.readString(log));
    }
    return new Outcome(process.exitValue(), Files.readString(log), "");
  }

  private static String maven() {
    String path = System.getenv().getOrDefault("PATH", "");
    String home = System.getenv().getOrDefault("MAVEN_HOME", "");
    Optional<Path> maven =
        Stream.concat(Stream.of(home + "/bin"), Stream.of(path.split(File.pathSeparator, -1)))
            .map(folder -> Path.of(folder, "mvn"))
            .filter(Files::isExecutable)
            .findFirst();
    if (maven.isEmpty()) {
      System.err.println("BuildRulesIT is skipped: no mvn in MAVEN_HOME or on the PATH.");
    }
    assumeTrue(maven.isPresent(), "no mvn in MAVEN_HOME or on the PATH");
    return maven.orElseThrow().toString();
  }
}
