package io.github.hjelm.export.study;

import io.github.hjelm.export.train.TrainRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where pieces of a study are kept, each in a file that appears whole or not at all. */
final class StudyFolder {

  private final Path folder;

  StudyFolder(Path folder) {
    this.folder = folder;
  }

  /** A file in it; the folder is there afterwards. */
  Path file(String name) throws TrainRefusal {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainRefusal(
          "%s cannot be made a folder (%s)".formatted(folder, e.getMessage()), e);
    }
    return folder.resolve(name);
  }

  /** The text of a file, if it is there. */
  Optional<String> read(String name) throws TrainRefusal {
    Path file = file(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new TrainRefusal(
          "%s cannot be read (%s): delete it to make it anew".formatted(file, e.getMessage()), e);
    }
  }

  /** Puts a text there. */
  void write(String name, String text) throws TrainRefusal {
    Path file = file(name);
    Path draft = file(name + ".draft");
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainRefusal("%s cannot be written (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
