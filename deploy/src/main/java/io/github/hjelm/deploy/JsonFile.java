package io.github.hjelm.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results for programs: what {@code --json FILE} writes. */
final class JsonFile {

  private JsonFile() {}

  /** Writes a record or a map of them, indented. */
  static void write(Path file, Object result) throws IOException {
    byte[] text =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(result);
    Files.write(file, text);
  }
}
