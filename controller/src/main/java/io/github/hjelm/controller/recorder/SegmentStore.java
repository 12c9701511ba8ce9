package io.github.hjelm.controller.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the files of a flight are made; another one in tests, whose disk is full. */
@FunctionalInterface
interface SegmentStore {

  /** A file that is being written. */
  interface Sink extends AutoCloseable {

    /** Writes all that is left in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when it would outlive a loss of power. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Begins a file that must not be there. */
  Sink create(Path path) throws IOException;

  /** Files on disk. */
  static SegmentStore onDisk() {
    return path -> {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new Sink() {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
        }

        @Override
        public void force() throws IOException {
          file.force(false);
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    };
  }
}
