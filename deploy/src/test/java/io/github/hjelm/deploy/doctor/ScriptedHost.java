package io.github.hjelm.deploy.doctor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine made of words: whatever was not said is not there. */
final class ScriptedHost implements Host {

  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private Set<String> programs = Set.of();
  private List<Path> jdks = List.of();
  private int cores = 4;
  private double load;
  private long memoryBytes = 8L << 30;
  private long diskBytes = 100L << 30;

  ScriptedHost file(String path, String text) {
    files.put(path, text);
    return this;
  }

  ScriptedHost output(String command, String text) {
    outputs.put(command, text);
    return this;
  }

  ScriptedHost property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  ScriptedHost programs(String... names) {
    programs = Set.of(names);
    return this;
  }

  ScriptedHost jdks(String... paths) {
    jdks = List.of(paths).stream().map(Path::of).toList();
    return this;
  }

  ScriptedHost cores(int number, double newLoad) {
    cores = number;
    load = newLoad;
    return this;
  }

  ScriptedHost memoryBytes(long bytes) {
    memoryBytes = bytes;
    return this;
  }

  ScriptedHost diskBytes(long bytes) {
    diskBytes = bytes;
    return this;
  }

  @Override
  public Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public Optional<Path> program(String name) {
    return programs.contains(name) ? Optional.of(Path.of("/usr/bin", name)) : Optional.empty();
  }

  @Override
  public Optional<String> output(String... command) {
    return Optional.ofNullable(outputs.get(String.join(" ", command)));
  }

  @Override
  public String property(String key) {
    return properties.getOrDefault(key, "");
  }

  @Override
  public boolean hasModule(String name) {
    return false;
  }

  @Override
  public Iterable<Path> installedJdks() {
    return jdks;
  }

  @Override
  public int cores() {
    return cores;
  }

  @Override
  public double load() {
    return load;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long diskBytes(Path path) {
    return diskBytes;
  }
}
