package io.github.hjelm.export.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes a table as one Parquet file. */
final class ParquetWriting {

  /** What a column holds in every row. */
  enum Kind {
    NUMBER,
    WHOLE,
    TEXT,
    NUMBERS,
    TEXTS
  }

  /** A column to be written. */
  record Column(String name, Kind kind) {}

  /** Says what stands in a row, column by column in their order. */
  @FunctionalInterface
  interface Filler {
    void fill(int row, Row cells);
  }

  private ParquetWriting() {}

  /**
   * Writes a new file and waits until it is on the disk.
   *
   * @param notes key and value pairs for whoever reads the file's footer
   */
  static void write(
      Path file, List<Column> columns, Map<String, String> notes, int rows, Filler filler)
      throws IOException {
    Builder builder = new Builder(new LocalOutputFile(file), columns, filler);
    try (ParquetWriter<Integer> writer =
        builder
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            // The floats of a moving robot hardly shrink, and no native library is needed.
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withExtraMetaData(notes)
            .build()) {
      for (int row = 0; row < rows; row++) {
        writer.write(row);
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The cells of one row; each call writes the next one. */
  static final class Row {

    private final RecordConsumer consumer;
    private final List<Column> columns;
    private int next;

    private Row(RecordConsumer consumer, List<Column> columns) {
      this.consumer = consumer;
      this.columns = columns;
    }

    void number(float value) {
      begin(Kind.NUMBER);
      consumer.addFloat(value);
      end();
    }

    void whole(long value) {
      begin(Kind.WHOLE);
      consumer.addLong(value);
      end();
    }

    void text(String value) {
      begin(Kind.TEXT);
      consumer.addBinary(Binary.fromString(value));
      end();
    }

    void numbers(float[] values) {
      begin(Kind.NUMBERS);
      beginList();
      for (float value : values) {
        beginElement();
        consumer.addFloat(value);
        endElement();
      }
      endList();
      end();
    }

    void texts(List<String> values) {
      begin(Kind.TEXTS);
      beginList();
      for (String value : values) {
        beginElement();
        consumer.addBinary(Binary.fromString(value));
        endElement();
      }
      endList();
      end();
    }

    private void begin(Kind kind) {
      Column column = columns.get(next);
      if (column.kind() != kind) {
        throw new IllegalStateException(column + " was given a " + kind);
      }
      consumer.startField(column.name(), next);
    }

    private void end() {
      consumer.endField(columns.get(next).name(), next);
      next++;
    }

    private void beginList() {
      consumer.startGroup();
      consumer.startField("list", 0);
    }

    private void endList() {
      consumer.endField("list", 0);
      consumer.endGroup();
    }

    private void beginElement() {
      consumer.startGroup();
      consumer.startField("element", 0);
    }

    private void endElement() {
      consumer.endField("element", 0);
      consumer.endGroup();
    }
  }

  private static MessageType schema(List<Column> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (Column column : columns) {
      schema.addField(type(column));
    }
    return schema.named("schema");
  }

  /** All may be null, as in what Python writes, although none ever is. */
  private static Type type(Column column) {
    LogicalTypeAnnotation string = LogicalTypeAnnotation.stringType();
    return switch (column.kind()) {
      case NUMBER -> Types.optional(PrimitiveTypeName.FLOAT).named(column.name());
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(string).named(column.name());
      case NUMBERS ->
          Types.optionalList().optionalElement(PrimitiveTypeName.FLOAT).named(column.name());
      case TEXTS ->
          Types.optionalList()
              .optionalElement(PrimitiveTypeName.BINARY)
              .as(string)
              .named(column.name());
    };
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {

    private final Rows rows;

    Builder(OutputFile file, List<Column> columns, Filler filler) {
      super(file);
      rows = new Rows(columns, filler);
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Of the days of Hadoop, but still abstract. */
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }

  /** Takes the numbers of rows and writes what stands in them. */
  private static final class Rows extends WriteSupport<Integer> {

    private final List<Column> columns;
    private final Filler filler;
    private @Nullable RecordConsumer consumer;

    Rows(List<Column> columns, Filler filler) {
      this.columns = columns;
      this.filler = filler;
    }

    /** Of the days of Hadoop, but still abstract. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(Integer row) {
      RecordConsumer into = Objects.requireNonNull(consumer);
      into.startMessage();
      filler.fill(row, new Row(into, columns));
      into.endMessage();
    }
  }
}
