package io.github.hjelm.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.sensors.codec.JsonCodec;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code sensors/README.md} are the code that they claim to be. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/io/github/hjelm/sensors/mqtt/LinkExampleIT.java");

  /** Stands for paho-mqtt: prints the first message and ends. */
  private static final String STUB =
      """
      import os, sys
      class CallbackAPIVersion:
          VERSION2 = 2
      class Client:
          def __init__(self, version): pass
          def connect(self, host, port): pass
          def loop_start(self): pass
          def publish(self, topic, payload):
              sys.stdout.write(topic + "\\n" + payload)
              sys.stdout.flush()
              os._exit(0)
      """;

  @TempDir Path folder;

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(README));
    assertTrue(block.find(), "no block of " + language);
    return block.group(1);
  }

  @Test
  void quotesTheLinkExample() throws IOException {
    String source = Files.readString(EXAMPLE);
    String begin = "// begin example\n";
    String region =
        source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// end example"));
    assertEquals(region.stripIndent().strip(), block("java").strip());
  }

  @Test
  void aPythonRobotIsUnderstood() throws Exception {
    Path python = Path.of("/usr/bin/env");
    assumeTrue(
        new ProcessBuilder(python.toString(), "python3", "--version").start().waitFor() == 0,
        "skipped, because python3 is not installed");
    Path stub = Files.createDirectories(folder.resolve("paho/mqtt")).resolve("client.py");
    Files.writeString(stub, STUB);
    Path robot = Files.writeString(folder.resolve("robot.py"), block("python"));
    Process process =
        new ProcessBuilder(python.toString(), "python3", robot.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String[] printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", 2);
    assertEquals("hjelm/r1/obs/state", printed[0]);
    byte[] payload = printed[1].getBytes(StandardCharsets.UTF_8);
    SensorFrame frame = new SensorFrame();
    assertEquals(
        FrameOutcome.ACCEPTED, new JsonCodec().decode(payload, payload.length, frame), printed[1]);
    assertTrue(frame.isOfRobot("r1") && frame.isOfSensor("state"));
    assertEquals(4, frame.valueCount());
  }
}
