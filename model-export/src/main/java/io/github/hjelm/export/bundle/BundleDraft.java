package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bundle's folder, or its zip, while it is written: under another name beside its place, so that
 * it appears complete or not at all. What is closed without {@link #publish} leaves nothing.
 */
final class BundleDraft implements AutoCloseable {

  private static final String ZIP = ".zip";

  /** What a zip says of every file's age, so that the same contents make the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path target;
  private final Path draft;

  private BundleDraft(Path target, Path draft) {
    this.target = target;
    this.draft = draft;
  }

  /** Says so when a bundle could not be put there: to be asked before minutes of training. */
  static void requireVacant(Path target) throws BundleRefusal {
    if (isZip(target)) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new BundleRefusal(target + " is there already: name a new file or remove it");
      }
      return;
    }
    try {
      TableFolder.requireVacant(target);
    } catch (TableRefusal e) {
      throw new BundleRefusal(String.valueOf(e.getMessage()), e);
    }
  }

  static BundleDraft begin(Path target) throws BundleRefusal {
    requireVacant(target);
    Path place = target.toAbsolutePath().normalize();
    Path parent = place.getParent();
    Path name = place.getFileName();
    if (parent == null || name == null) {
      throw new BundleRefusal(target + " cannot be written to: name a new folder");
    }
    try {
      Files.createDirectories(parent);
      Path draft = parent.resolve("." + name + "." + UUID.randomUUID() + ".part");
      return new BundleDraft(place, Files.createDirectory(draft));
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  Path folder() {
    return draft;
  }

  /** Writes one file and waits until it is on the disk. */
  void write(String path, byte[] content) throws BundleRefusal {
    Path file = draft.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Copies the files of a folder, which has none below it. */
  void copy(Path folder, String name) throws BundleRefusal {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted().toList();
      Files.createDirectories(draft.resolve(name));
      for (Path file : files) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new BundleRefusal(file + " is not a file: name a folder that hjelm solve wrote");
        }
        Files.copy(file, draft.resolve(name).resolve(String.valueOf(file.getFileName())));
      }
    } catch (IOException e) {
      throw new BundleRefusal(folder + " cannot be copied to " + target + ": " + e.getMessage(), e);
    }
  }

  /** Gives the folder its name, or the zip of it. */
  void publish() throws BundleRefusal {
    // Again: training took a while, and somebody else may have been quicker.
    requireVacant(target);
    try {
      if (isZip(target)) {
        Path zip = draft.resolve(ZIP);
        zip(zip);
        Files.move(zip, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private void zip(Path zip) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(draft)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    try (FileChannel channel =
            FileChannel.open(zip, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ZipOutputStream out = new ZipOutputStream(Channels.newOutputStream(channel))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(draft.relativize(file).toString().replace('\\', '/'));
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
      }
      out.finish();
      channel.force(true);
    }
  }

  private static boolean isZip(Path target) {
    return String.valueOf(target.getFileName()).endsWith(ZIP);
  }

  @Override
  public void close() {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(draft)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The draft stays under its hidden name, which no reader takes for a bundle.
      return;
    }
  }

  private static BundleRefusal unwritable(Path target, IOException cause) {
    return new BundleRefusal(target + " cannot be written: " + cause.getMessage(), cause);
  }
}
