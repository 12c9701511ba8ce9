package io.github.hjelm.deploy.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine this process runs on. */
public final class ThisHost implements Host {

  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin");
  private static final Path JVM_FOLDER = Path.of("/usr/lib/jvm");
  private static final int PATIENCE_S = 5;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  public Optional<String> file(String path) {
    try {
      return Optional.of(Files.readString(Path.of(path), StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Path> program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(":", -1)), SYSTEM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public Optional<String> output(String... command) {
    try {
      Path answer = Files.createTempFile("hjelm-doctor", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(answer.toFile()))
                .start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return process.exitValue() == 0 ? file(answer.toString()) : Optional.empty();
      } finally {
        Files.delete(answer);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public String property(String key) {
    return System.getProperty(key, "");
  }

  @Override
  public boolean hasModule(String name) {
    return ModuleFinder.ofSystem().find(name).isPresent();
  }

  @Override
  public Iterable<Path> installedJdks() {
    try (Stream<Path> folders = Files.list(JVM_FOLDER)) {
      return folders.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java"))).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public double load() {
    return system.getSystemLoadAverage();
  }

  @Override
  public long memoryBytes() {
    return system.getTotalMemorySize();
  }

  @Override
  public long diskBytes(Path path) {
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing.toFile().getUsableSpace();
  }
}
