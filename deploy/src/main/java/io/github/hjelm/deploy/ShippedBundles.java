package io.github.hjelm.deploy;

import io.github.hjelm.sensors.yaml.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles that come with Hjelm. */
final class ShippedBundles {

  static final String STANDARD = "amr-obstacles";

  private static final String FOLDER = "model-export/bundles";
  private static final String ZIP = ".zip";

  private final Path folder;

  ShippedBundles(Path home) {
    folder = home.resolve(FOLDER);
  }

  /** Where the launcher says that Hjelm lies; the working folder otherwise. */
  static ShippedBundles ofLauncher() {
    return new ShippedBundles(Path.of(System.getProperty("hjelm.home", "")));
  }

  /** Their names, sorted. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ZIP))
          .map(name -> name.substring(0, name.length() - ZIP.length()))
          .sorted()
          .toList();
    }
  }

  /** The bundle of that name, or a user's own: a folder or a zip. */
  Path find(String nameOrPath) throws IOException {
    Path shipped = folder.resolve(nameOrPath + ZIP);
    if (Files.isRegularFile(shipped)) {
      return shipped;
    }
    Path own = Path.of(nameOrPath);
    if (Files.exists(own)) {
      return own;
    }
    throw new InputRefusal(
        "there is no bundle '%s', shipped or at that path; %s"
            .formatted(nameOrPath, Spelling.advice(nameOrPath, names())));
  }
}
