package io.github.hjelm.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a folder of its own, on a machine that has only the programs it is
 * given: no JDK, no Maven and no apt-get, until a test puts a stand-in there.
 */
final class LauncherBox {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** What the launcher may expect of any machine. */
  private static final List<String> USUAL_PROGRAMS =
      List.of(
          "awk",
          "bash",
          "cat",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "tee",
          "touch");

  private final Path root;
  private final Path programs;

  LauncherBox(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("hjelm home"));
    programs = Files.createDirectories(folder.resolve("programs"));
    Files.createDirectories(folder.resolve("jvm"));
    copy("hjelm");
    copy("deploy/src/main/resources/io/github/hjelm/deploy/help.txt");
    try (Stream<Path> scripts = Files.list(REPOSITORY.resolve("deploy/launcher"))) {
      for (Path script : scripts.toList()) {
        copy("deploy/launcher/" + script.getFileName());
      }
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String program : USUAL_PROGRAMS) {
      program(program, "exec " + real(program) + " \"$@\"");
    }
    program("id", "echo 1000");
  }

  private static Path real(String program) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return Path.of(folder, program);
      }
    }
    throw new IOException(program + " is missing on this machine");
  }

  private void copy(String name) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(REPOSITORY.resolve(name), target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  Path root() {
    return root;
  }

  /** Puts a stand-in on the PATH. */
  LauncherBox program(String name, String... lines) throws IOException {
    script(programs.resolve(name), lines);
    return this;
  }

  /** Puts a stand-in of a JDK where JDKs usually are; its java prints how it was called. */
  Path jdk(String version) throws IOException {
    Path jdk = root.resolveSibling("jvm").resolve("jdk-" + version);
    script(jdk.resolve("bin/javac"), "exit 9");
    script(
        jdk.resolve("bin/java"),
        "printf '%s\\n' \"$@\"",
        "echo oneDNN=$TF_ENABLE_ONEDNN_OPTS",
        "echo slack=$(cat /proc/$$/timerslack_ns 2> /dev/null)");
    Files.writeString(jdk.resolve("release"), "A=1\nJAVA_VERSION=\"" + version + "\"\nB=2\n");
    return jdk;
  }

  /** Puts a stand-in of Maven on the PATH that notes how it was called and says these lines. */
  LauncherBox maven(int exitCode, String... says) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("if [ \"$1\" = -version ]; then echo 'Apache Maven 3.8.7'; exit 0; fi");
    lines.add("echo \"JAVA_HOME=$JAVA_HOME $*\" >> '" + root.resolve("maven.calls") + "'");
    for (String line : says) {
      lines.add("echo '" + line + "'");
    }
    lines.add("exit " + exitCode);
    return program("mvn", lines.toArray(String[]::new));
  }

  /** How Maven was called so far. */
  List<String> mavenCalls() throws IOException {
    Path calls = root.resolve("maven.calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), root.resolve("hjelm"), arguments);
  }

  /** Runs the launcher from another folder, between pipes. */
  Outcome run(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "bash", launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = root.resolveSibling("out.txt");
    Path err = root.resolveSibling("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(programs.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("HJELM_JVM_FOLDER", root.resolveSibling("jvm").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the launcher hangs: " + Files.readString(err));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
