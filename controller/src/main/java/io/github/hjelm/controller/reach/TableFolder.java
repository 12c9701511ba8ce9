package io.github.hjelm.controller.reach;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that appears complete or not at all: it is filled under another name beside its place
 * and renamed onto it. What is closed without {@link #publish} leaves nothing.
 */
public final class TableFolder implements AutoCloseable {

  private final Path target;
  private final Path draft;

  private TableFolder(Path target, Path draft) {
    this.target = target;
    this.draft = draft;
  }

  /** Says so when a folder could not be put there: to be asked before hours of solving. */
  public static void requireVacant(Path target) throws TableRefusal {
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isPresent()) {
          throw new TableRefusal(target + " is not empty: name a new folder or remove it");
        }
      } catch (IOException e) {
        throw new TableRefusal(target + " cannot be read: " + e.getMessage(), e);
      }
    } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new TableRefusal(target + " is not a folder: name a new one");
    }
  }

  /** Begins a folder that will be {@code target}. */
  public static TableFolder begin(Path target) throws TableRefusal {
    requireVacant(target);
    Path place = target.toAbsolutePath().normalize();
    Path parent = place.getParent();
    Path name = place.getFileName();
    if (parent == null || name == null) {
      throw new TableRefusal(target + " cannot be written to: name a new folder");
    }
    try {
      Files.createDirectories(parent);
      // Not createTempDirectory, whose folders only their owner can read.
      Path draft = parent.resolve("." + name + "." + UUID.randomUUID() + ".part");
      return new TableFolder(place, Files.createDirectory(draft));
    } catch (IOException e) {
      throw new TableRefusal(target + " cannot be written: " + e, e);
    }
  }

  /** Where a file of the folder, or of a folder that was made in it, is to be written now. */
  public Path file(String name) {
    return draft.resolve(name);
  }

  /** Gives the folder its name. */
  public void publish() throws TableRefusal {
    // Again: hours may have passed, and somebody else may have been quicker.
    requireVacant(target);
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new TableRefusal(target + " lies where a folder cannot be renamed: name another", e);
    } catch (IOException e) {
      throw new TableRefusal(target + " cannot be written: " + e, e);
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() {
    try (Stream<Path> entries = Files.exists(draft) ? Files.walk(draft) : Stream.empty()) {
      // What lies in a folder goes before the folder.
      List<Path> files = entries.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The draft stays under its hidden name, which no reader takes for a table.
      return;
    }
  }
}
