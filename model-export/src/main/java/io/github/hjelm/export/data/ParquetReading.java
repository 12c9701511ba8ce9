package io.github.hjelm.export.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads some columns of numbers, or of lists of numbers, of a Parquet file row by row. Whatever is
 * wrong with the file's bytes comes out as an IOException or a RuntimeException.
 */
final class ParquetReading implements AutoCloseable {

  /** What is read without further libraries. */
  private static final Set<CompressionCodecName> CODECS =
      Set.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.ZSTD);

  private static final Set<PrimitiveTypeName> NUMBERS =
      Set.of(
          PrimitiveTypeName.FLOAT,
          PrimitiveTypeName.DOUBLE,
          PrimitiveTypeName.INT32,
          PrimitiveTypeName.INT64);

  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<ColumnDescriptor> leaves = new ArrayList<>();
  private final List<ColumnReader> cells = new ArrayList<>();
  private long rowsLeft;

  /**
   * Opens a file.
   *
   * @throws DataRefusal when it lacks a column, or one holds no numbers, or cannot be unpacked
   */
  ParquetReading(Path file, List<String> columns) throws IOException, DataRefusal {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withPageChecksumVerification(true)
            .build();
    reader = ParquetFileReader.open(new LocalInputFile(file), options);
    try {
      MessageType all = reader.getFileMetaData().getSchema();
      List<Type> wanted = new ArrayList<>();
      for (String column : columns) {
        wanted.add(wanted(file, all, column));
      }
      schema = new MessageType(all.getName(), wanted);
      for (String column : columns) {
        leaves.add(leaf(file, column));
      }
      requireReadable(file);
      reader.setRequestedSchema(schema);
    } catch (IOException | DataRefusal | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static Type wanted(Path file, MessageType all, String column) throws DataRefusal {
    if (all.containsField(column)) {
      return all.getType(column);
    }
    String there = all.getFields().stream().map(Type::getName).collect(Collectors.joining(", "));
    throw new DataRefusal(
        "%s has no column '%s', only %s: write it under that name".formatted(file, column, there));
  }

  private ColumnDescriptor leaf(Path file, String column) throws DataRefusal {
    List<ColumnDescriptor> below =
        schema.getColumns().stream().filter(leaf -> leaf.getPath()[0].equals(column)).toList();
    if (below.size() == 1
        && below.get(0).getMaxRepetitionLevel() <= 1
        && NUMBERS.contains(below.get(0).getPrimitiveType().getPrimitiveTypeName())) {
      return below.get(0);
    }
    throw new DataRefusal(
        "%s: the column '%s' holds neither numbers nor lists of numbers".formatted(file, column));
  }

  private void requireReadable(Path file) throws IOException, DataRefusal {
    long bytes = Files.size(file);
    for (BlockMetaData block : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        // A damaged footer must not make the library ask for gigabytes.
        long end = chunk.getStartingPos() + chunk.getTotalSize();
        if (!(chunk.getStartingPos() >= 0 && chunk.getTotalSize() >= 0 && end <= bytes)) {
          throw new IOException("a column ends behind the end of the file");
        }
        String column = chunk.getPath().toArray()[0];
        if (schema.containsField(column) && !CODECS.contains(chunk.getCodec())) {
          throw new DataRefusal(
              "%s: the column '%s' is packed with %s: write it with snappy, zstd or not packed"
                  .formatted(file, column, chunk.getCodec()));
        }
      }
    }
  }

  /** How many rows the file says it has. */
  long rows() {
    return reader.getRecordCount();
  }

  /** Goes on to the next row; false behind the last. Every column must be read in every row. */
  boolean next() throws IOException {
    while (rowsLeft == 0) {
      PageReadStore group = reader.readNextRowGroup();
      if (group == null) {
        return false;
      }
      rowsLeft = group.getRowCount();
      String createdBy = reader.getFileMetaData().getCreatedBy();
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(group, new Unused(schema), schema, createdBy);
      cells.clear();
      for (ColumnDescriptor leaf : leaves) {
        cells.add(store.getColumnReader(leaf));
      }
    }
    rowsLeft--;
    return true;
  }

  /**
   * Reads what a column holds in this row.
   *
   * @param values takes as many as fit
   * @return how many there are, 0 for an empty list or none, -1 where a list has a gap
   */
  int read(int column, double[] values) {
    ColumnReader cell = cells.get(column);
    ColumnDescriptor leaf = leaves.get(column);
    int count = 0;
    int entries = 0;
    do {
      entries++;
      if (cell.getCurrentDefinitionLevel() == leaf.getMaxDefinitionLevel()) {
        double value = value(cell, leaf.getPrimitiveType().getPrimitiveTypeName());
        if (count < values.length) {
          values[count] = value;
        }
        count++;
      }
      cell.consume();
    } while (cell.getCurrentRepetitionLevel() > 0);
    // What is null or empty has one entry without a value; in a longer list that is a gap.
    return entries > 1 && count < entries ? -1 : count;
  }

  private static double value(ColumnReader cell, PrimitiveTypeName type) {
    return switch (type) {
      case FLOAT -> cell.getFloat();
      case DOUBLE -> cell.getDouble();
      case INT32 -> cell.getInteger();
      case INT64 -> cell.getLong();
      default -> throw new IllegalStateException(type + " was let in");
    };
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** The library asks where values go to, although they are taken from it. */
  private static final class Unused extends GroupConverter {

    private final GroupType type;

    Unused(GroupType type) {
      this.type = type;
    }

    @Override
    public Converter getConverter(int field) {
      Type below = type.getType(field);
      return below.isPrimitive() ? new PrimitiveConverter() {} : new Unused(below.asGroupType());
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
