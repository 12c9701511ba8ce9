package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code docs/wire.md} read the golden files. */
class WireSnippetsTest {

  private static final String SAMPLE =
      "amr-1 pose epoch 7 sequence 42 stamp 12345678901234 values 1.5 -0.25 3.14159";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  @Test
  void thePythonSnippetReadsSensorFrames() throws Exception {
    assumeTrue(isInstalled("python3"), "skipped, because python3 is not installed");
    Path script = folder.resolve("read_sensor.py");
    Files.writeString(script, DocRegions.block(WireDocTest.DOCUMENT, "python"));
    for (String file : List.of("sensor.bin", "sensor-float32.bin", "sensor-signed.bin")) {
      assertEquals(SAMPLE, output("python3", script.toString(), golden(file)), file);
    }
    byte[] damaged = GoldenFiles.read("sensor.bin");
    damaged[50] ^= 1;
    Path file = Files.write(folder.resolve("damaged.bin"), damaged);
    assertNotEquals(0, exitCode("python3", script.toString(), file.toString()));
    assertNotEquals(0, exitCode("python3", script.toString(), golden("command.bin")));
  }

  @Test
  void theStructsOverlayFrames() throws Exception {
    assumeTrue(isInstalled("gcc"), "skipped, because gcc is not installed");
    Path source = folder.resolve("overlay.c");
    Files.writeString(
        source,
        DocRegions.block(WireDocTest.DOCUMENT, "c")
            + Files.readString(Path.of("src", "test", "c", "overlay.c")));
    Path program = folder.resolve("overlay");
    assertEquals(
        "",
        output(
            "gcc",
            "-std=c11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-o",
            program.toString(),
            source.toString()));
    assertEquals(SAMPLE, output(program.toString(), golden("sensor.bin")));
    assertEquals(
        "amr-1 epoch 9 sequence 1001 answers 42 of 12345678901234 issued 987654321000"
            + " valid 20000 bundle 3 verdict 1 values 0.1 -1",
        output(program.toString(), golden("command.bin")));
  }

  private static String golden(String file) {
    return GoldenFiles.FOLDER.resolve(file).toAbsolutePath().toString();
  }

  private boolean isInstalled(String program) throws InterruptedException {
    try {
      return exitCode(program, "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private int exitCode(String... command) throws IOException, InterruptedException {
    return start(command).waitFor();
  }

  private String output(String... command) throws IOException, InterruptedException {
    Process process = start(command);
    int code = process.waitFor();
    String text = Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8).strip();
    assertEquals(0, code, String.join(" ", command) + ": " + text);
    return text;
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(new ArrayList<>(List.of(command)))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }
}
