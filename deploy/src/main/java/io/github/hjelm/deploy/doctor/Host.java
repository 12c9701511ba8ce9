package io.github.hjelm.deploy.doctor;

import java.nio.file.Path;
import java.util.Optional;

/** What a machine tells about itself. The checks see nothing else, so tests can be any machine. */
public interface Host {

  /** The text of a file, without leading and trailing blanks; empty when it cannot be read. */
  Optional<String> file(String path);

  /** Where a program is, looked for on the PATH and in the folders of system programs. */
  Optional<Path> program(String name);

  /** What a program prints, when it ends well within seconds. */
  Optional<String> output(String... command);

  /** A system property of this Java; empty when it is not set. */
  String property(String key);

  /** Whether this JDK has a module. */
  boolean hasModule(String name);

  /** The JDKs in the usual folder, as paths. */
  Iterable<Path> installedJdks();

  int cores();

  /** Runnable processes, averaged over a minute; negative when the system does not say. */
  double load();

  long memoryBytes();

  /** Free bytes on the disk that holds a path, or would hold it. */
  long diskBytes(Path path);
}
