package io.github.hjelm.controller.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zipped bundle, taken out of its zip: with {@code manifest.json} on top or in one folder. */
final class BundleZip {

  private static final int MAX_ENTRIES = 1000;
  private static final long MAX_BYTES = 4L << 30;
  private static final int CHUNK_BYTES = 1 << 16;

  private BundleZip() {}

  /** Writes every file of the zip below a folder that is empty. */
  static void unpack(Path zip, Path folder) throws BundleRefusal {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      if (file.size() > MAX_ENTRIES) {
        throw new BundleRefusal(zip + " has more than " + MAX_ENTRIES + " entries: no bundle has");
      }
      String prefix = prefix(file, zip);
      Set<String> seen = new HashSet<>();
      long left = MAX_BYTES;
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory()) {
          continue;
        }
        String path = path(entry, prefix, zip);
        if (!seen.add(path)) {
          throw new BundleRefusal(zip + " holds " + path + " twice: zip the bundle again");
        }
        try (InputStream content = file.getInputStream(entry)) {
          left -= copy(content, folder.resolve(path), left, zip);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleRefusal(zip + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** The bytes of the manifest, left in its zip. */
  static byte[] manifest(Path zip, int most) throws BundleRefusal {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry(prefix(file, zip) + BundlePaths.MANIFEST);
      try (InputStream content = file.getInputStream(entry)) {
        byte[] bytes = content.readNBytes(most);
        if (content.read() >= 0) {
          throw new BundleRefusal(zip + " has a manifest of more than " + most + " bytes");
        }
        return bytes;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleRefusal(zip + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static String prefix(ZipFile file, Path zip) throws BundleRefusal {
    if (file.getEntry(BundlePaths.MANIFEST) != null) {
      return "";
    }
    Enumeration<? extends ZipEntry> entries = file.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      int slash = name.indexOf('/');
      if (slash > 0 && name.substring(slash + 1).equals(BundlePaths.MANIFEST)) {
        return name.substring(0, slash + 1);
      }
    }
    throw new BundleRefusal(
        zip + " holds no manifest.json, on top or in one folder: zip a whole bundle");
  }

  private static String path(ZipEntry entry, String prefix, Path zip) throws BundleRefusal {
    String name = entry.getName();
    String path = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    boolean known = path.equals(BundlePaths.MANIFEST) || path.equals(BundlePaths.SIGNATURE);
    if (!known && !BundlePaths.isPath(path)) {
      String printable = name.replaceAll("[^ -~]", "?");
      throw new BundleRefusal(
          zip
              + " holds '"
              + printable.substring(0, Math.min(printable.length(), 100))
              + "', which is no place in a bundle: zip the bundle's folder and nothing else");
    }
    return path;
  }

  /** Counts what comes out, whatever the zip claims. */
  private static long copy(InputStream content, Path target, long most, Path zip)
      throws IOException, BundleRefusal {
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    long written = 0;
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        written += read;
        if (written > most) {
          throw new BundleRefusal(zip + " unpacks to more than 4 GiB: no bundle does");
        }
        out.write(chunk, 0, read);
      }
    }
    return written;
  }
}
