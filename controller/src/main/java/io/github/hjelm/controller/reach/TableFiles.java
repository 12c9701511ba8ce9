package io.github.hjelm.controller.reach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tables as files: {@code value.npy} holds the numbers and {@code value.json} says what they are.
 * The format is written down in {@code controller/docs/tables.md}.
 */
public final class TableFiles {

  /** Changes when a reader of the old format would misread the new one. */
  public static final String FORMAT = "hjelm-table-1";

  private static final int CHUNK_BYTES = 1 << 20;

  private TableFiles() {}

  /** Where the numbers of a table that is read shall lie. */
  public enum Storage {
    /** Copied: a lookup never waits for a disk. */
    HEAP,
    /** Mapped: nothing is copied, and processes share one copy. */
    MAPPED
  }

  /** A table and what is known about it. */
  public record Stored(TableDescription description, ValueTable values) {}

  /**
   * Writes a folder with one table; it appears complete or not at all.
   *
   * @throws InterruptedException when the thread was interrupted; nothing was written
   */
  public static void write(Path folder, TableDescription description, float[] values)
      throws TableRefusal, InterruptedException {
    try (TableFolder draft = TableFolder.begin(folder)) {
      writeInto(draft, "value", description, values);
      draft.publish();
    }
  }

  /** The same in double precision. */
  public static void write(Path folder, TableDescription description, double[] values)
      throws TableRefusal, InterruptedException {
    try (TableFolder draft = TableFolder.begin(folder)) {
      writeInto(draft, "value", description, values);
      draft.publish();
    }
  }

  /** Writes {@code NAME.npy} and {@code NAME.json} into a folder that holds more than one table. */
  public static void writeInto(
      TableFolder draft, String name, TableDescription description, float[] values)
      throws TableRefusal, InterruptedException {
    requireUsable(description.grid(), new TableMemory.HeapFloats(values), name);
    Path array = draft.file(name + ".npy");
    write(
        name,
        () -> {
          NumpyFile.write(array, TableHeader.shape(description.grid()), values);
          describe(draft, name, NumpyType.FLOAT32, description);
        });
  }

  /** The same in double precision. */
  public static void writeInto(
      TableFolder draft, String name, TableDescription description, double[] values)
      throws TableRefusal, InterruptedException {
    requireUsable(description.grid(), new TableMemory.HeapDoubles(values), name);
    Path array = draft.file(name + ".npy");
    write(
        name,
        () -> {
          NumpyFile.write(array, TableHeader.shape(description.grid()), values);
          describe(draft, name, NumpyType.FLOAT64, description);
        });
  }

  /**
   * Writes numbers that are no table of values, such as several per node.
   *
   * @param file such as {@code backup.npy}
   * @return the sha256 of the file, to be kept where the numbers are described
   */
  public static String writeArray(
      TableFolder draft, String file, List<Integer> shape, float[] numbers)
      throws TableRefusal, InterruptedException {
    Path array = draft.file(file);
    write(file, () -> NumpyFile.write(array, shape, numbers));
    try (FileChannel channel = FileChannel.open(array, StandardOpenOption.READ)) {
      return sha256(channel);
    } catch (IOException e) {
      throw new TableRefusal(array + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads such numbers, after their hash was found to be right. */
  public static NumpyArray readArray(Path file, String sha256) throws TableRefusal {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!sha256(channel).equals(sha256)) {
        throw new TableRefusal(file + " is not the file that was exported: export all again");
      }
      return NumpyFile.map(channel, file.toString());
    } catch (NoSuchFileException e) {
      throw new TableRefusal(file + " does not exist", e);
    } catch (IOException e) {
      throw new TableRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the table {@code value} of a folder. */
  public static Stored read(Path folder, Storage storage) throws TableRefusal {
    return read(folder, "value", storage);
  }

  /** Reads one table of a folder and checks all of it: hash, shape, and every number. */
  public static Stored read(Path folder, String name, Storage storage) throws TableRefusal {
    Path json = folder.resolve(name + ".json");
    TableHeader header = TableHeader.parse(bytes(json), json.toString());
    Path file = folder.resolve(name + ".npy");
    if (!header.array().equals(name + ".npy")) {
      throw new TableRefusal(
          json + " describes " + header.array() + " and not " + name + ".npy: export it again");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // One open file for hash and map, so that both see the same bytes.
      if (!sha256(channel).equals(header.sha256())) {
        throw new TableRefusal(
            file + " is not the file that " + json + " describes: copy or export both again");
      }
      NumpyArray array = NumpyFile.map(channel, file.toString());
      return new Stored(header.description(), values(header, array, storage, file.toString()));
    } catch (NoSuchFileException e) {
      throw new TableRefusal(file + " does not exist", e);
    } catch (IOException e) {
      throw new TableRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ValueTable values(
      TableHeader header, NumpyArray array, Storage storage, String where) throws TableRefusal {
    Grid grid = header.description().grid();
    List<Integer> expected = TableHeader.shape(grid);
    if (array.type() != header.type() || !array.shape().equals(expected)) {
      throw new TableRefusal(
          where
              + " holds "
              + array.type().code()
              + array.shape()
              + " where its description says "
              + header.type().code()
              + expected
              + ": export both again");
    }
    TableMemory memory =
        switch (storage) {
          case MAPPED -> array.memory();
          case HEAP ->
              array.type() == NumpyType.FLOAT32
                  ? new TableMemory.HeapFloats(array.floats())
                  : new TableMemory.HeapDoubles(array.doubles());
        };
    requireUsable(grid, memory, where);
    return ValueTable.trusted(grid, memory);
  }

  private static void requireUsable(Grid grid, TableMemory memory, String where)
      throws TableRefusal {
    String fault = ValueTable.fault(grid, memory);
    if (fault != null) {
      throw new TableRefusal("the table " + where + " " + fault + ": solve it again");
    }
  }

  private static void describe(
      TableFolder draft, String name, NumpyType type, TableDescription description)
      throws IOException {
    String hash;
    try (FileChannel channel =
        FileChannel.open(draft.file(name + ".npy"), StandardOpenOption.READ)) {
      hash = sha256(channel);
    }
    TableHeader header = new TableHeader(name + ".npy", type, hash, description);
    try (FileChannel channel =
        FileChannel.open(
            draft.file(name + ".json"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(header.bytes());
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private static void write(String name, Writing writing)
      throws TableRefusal, InterruptedException {
    try {
      writing.run();
    } catch (ClosedByInterruptException e) {
      // The channel leaves the flag up; an exception takes its place.
      boolean unused = Thread.interrupted();
      throw new InterruptedException("interrupted while " + name + " was written");
    } catch (IOException e) {
      throw new TableRefusal("the table " + name + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) throws TableRefusal {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > JsonTree.MAX_BYTES) {
        throw new TableRefusal(
            file + " is " + size + " bytes long, more than " + JsonTree.MAX_BYTES);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // The buffer fills.
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    } catch (NoSuchFileException e) {
      throw new TableRefusal(file + " does not exist: name a folder with a table in it", e);
    } catch (IOException e) {
      throw new TableRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The sha256 of a whole file, as tables keep it. */
  public static String sha256(Path file) throws TableRefusal {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return sha256(channel);
    } catch (IOException e) {
      throw new TableRefusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String sha256(FileChannel channel) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    long at = 0;
    for (int read = channel.read(chunk, at); read >= 0; read = channel.read(chunk, at)) {
      at += read;
      digest.update(chunk.flip());
      chunk.clear();
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
