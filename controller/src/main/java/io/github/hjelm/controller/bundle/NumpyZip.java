package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.reach.NumpyArray;
import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.controller.reach.TableRefusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** NumPy's {@code .npz}: a zip of {@code .npy} files, one for each named array. */
public final class NumpyZip {

  private static final String SUFFIX = ".npy";
  private static final int MAX_ARRAYS = 64;
  private static final int MAX_ARRAY_BYTES = 1 << 26;

  /** The first moment that a zip can name: one content, one file. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NumpyZip() {}

  /** Reads all arrays by name; {@code where} names the file in a refusal. */
  public static Map<String, NumpyArray> parse(byte[] bytes, String where) throws BundleRefusal {
    Map<String, NumpyArray> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX) || arrays.size() >= MAX_ARRAYS) {
          throw new BundleRefusal(where + " holds other than up to 64 .npy files: export it again");
        }
        byte[] array = zip.readNBytes(MAX_ARRAY_BYTES + 1);
        if (array.length > MAX_ARRAY_BYTES) {
          throw new BundleRefusal(where + " holds an array of more than 64 MiB: export it again");
        }
        String key = name.substring(0, name.length() - SUFFIX.length());
        arrays.put(key, NumpyFile.parse(array, where + ", array " + printable(key)));
      }
    } catch (TableRefusal e) {
      throw new BundleRefusal(String.valueOf(e.getMessage()), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleRefusal(where + " is not a zip of arrays: export it again", e);
    }
    if (arrays.isEmpty()) {
      throw new BundleRefusal(where + " holds no arrays: export it again");
    }
    return arrays;
  }

  /** The bytes of the file, uncompressed as {@code numpy.savez} writes it. */
  public static byte[] bytes(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(stored(file.getKey() + SUFFIX, file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException("the arrays make no zip", e);
    } catch (IOException e) {
      throw new IllegalStateException("a file in memory was not written", e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 check = new CRC32();
    check.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(check.getValue());
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  private static String printable(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "?");
  }
}
