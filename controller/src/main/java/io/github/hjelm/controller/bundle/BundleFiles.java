package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.FileEntry;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a bundle's folder, held against what its manifest says of them. */
public final class BundleFiles {

  /** A policy and its golden outputs are read into memory at once. */
  private static final long MAX_READ_BYTES = 1L << 29;

  private static final int MAX_DEPTH = 5;

  private BundleFiles() {}

  /** Every file below a folder but manifest and signature, with size and hash, sorted. */
  public static List<FileEntry> list(Path folder) throws BundleRefusal {
    List<FileEntry> files = new ArrayList<>();
    for (String path : paths(folder)) {
      Path file = folder.resolve(path);
      try {
        files.add(new FileEntry(path, Files.size(file), TableFiles.sha256(file)));
      } catch (IOException | TableRefusal e) {
        throw new BundleRefusal(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return files;
  }

  /** Says so unless the folder holds exactly these files. */
  static void requireExactly(Path folder, List<FileEntry> files) throws BundleRefusal {
    Set<String> wanted =
        files.stream().map(FileEntry::path).collect(Collectors.toCollection(TreeSet::new));
    for (String path : paths(folder)) {
      // A reader might take it for part of the bundle: a certificate, for one.
      if (!wanted.contains(path)) {
        throw new BundleRefusal(
            folder.resolve(path) + " is not in the bundle's manifest: remove it");
      }
    }
    for (FileEntry entry : files) {
      Path file = folder.resolve(entry.path());
      try {
        if (Files.size(file) != entry.bytes() || !TableFiles.sha256(file).equals(entry.sha256())) {
          throw changed(file);
        }
      } catch (NoSuchFileException e) {
        throw new BundleRefusal(
            file + " is in the bundle's manifest, but does not exist: copy the bundle again", e);
      } catch (IOException | TableRefusal e) {
        throw new BundleRefusal(file + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The bytes of one of these files, which are hashed again: what is returned is what was meant.
   */
  static byte[] read(Path folder, List<FileEntry> files, String path) throws BundleRefusal {
    for (FileEntry entry : files) {
      if (entry.path().equals(path)) {
        byte[] bytes = read(folder.resolve(path), MAX_READ_BYTES);
        if (!sha256(bytes).equals(entry.sha256())) {
          throw changed(folder.resolve(path));
        }
        return bytes;
      }
    }
    throw new BundleRefusal(folder + " has no " + path + ": export the bundle again");
  }

  static byte[] read(Path file, long most) throws BundleRefusal {
    try {
      long size = Files.size(file);
      if (size > most) {
        throw new BundleRefusal(file + " is " + size + " bytes long, more than " + most);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BundleRefusal(file + " does not exist: name the folder or the zip of a bundle", e);
    } catch (IOException e) {
      throw new BundleRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static BundleRefusal changed(Path file) {
    return new BundleRefusal(
        file + " is not the file that the bundle was made with: copy or export the bundle again");
  }

  private static Set<String> paths(Path folder) throws BundleRefusal {
    Set<String> paths = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
      for (Path file : walk.filter(path -> !isFolder(path)).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (path.equals(BundlePaths.MANIFEST) || path.equals(BundlePaths.SIGNATURE)) {
          continue;
        }
        if (!BundlePaths.isPath(path) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new BundleRefusal(
              file + " is a link, hidden or oddly named, which no bundle holds: remove it");
        }
        paths.add(path);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BundleRefusal(folder + " cannot be read: " + e.getMessage(), e);
    }
    return paths;
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
