package io.github.hjelm.deploy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.deploy.doctor.Finding.Level;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static final Finding GOOD = Finding.ok("Wheels", "four");
  private static final Finding BAD = Finding.failed("Motor", "missing", "Put one in.");

  @Test
  void showsEachFindingInOrderAndReturnsThemAll() {
    List<Finding> shown = new ArrayList<>();
    List<Finding> findings =
        new Doctor(List.of(host -> GOOD, host -> BAD)).examine(new ScriptedHost(), shown::add);
    assertEquals(List.of(GOOD, BAD), findings);
    assertEquals(findings, shown);
  }

  @Test
  void everyCheckAnswersOnAMachineThatSaysNothing() throws MqttRefusal, IOException {
    MqttSettings nobody = MqttSettings.of("tcp://127.0.0.1:" + closedPort());
    List<Finding> findings =
        Doctor.of(nobody, true, MonotonicClock.system()).examine(new ScriptedHost(), finding -> {});
    assertEquals(findings.size(), findings.stream().map(Finding::name).distinct().count());
    assertEquals(Level.FAILED, named(findings, "Broker").level());
    assertEquals(Level.OK, named(findings, "TensorFlow").level());
  }

  @Test
  void brokerThatNobodyNamedMayBeAbsent() throws MqttRefusal, IOException {
    MqttSettings nobody = MqttSettings.of("tcp://127.0.0.1:" + closedPort());
    Finding finding =
        new BrokerCheck(nobody, false, MonotonicClock.system()).look(new ScriptedHost());
    assertEquals(Level.NOTE, finding.level());
  }

  @Test
  void printsPlainLinesForPipes() {
    String text = printed(false);
    assertTrue(text.contains("OK       Wheels         four\n"), text);
    assertTrue(text.contains("FAILED   Motor          missing\n"), text);
    assertTrue(text.contains("-> Put one in.\n"), text);
    assertTrue(text.contains("2 checks: 1 ok, 0 notes, 0 warnings, 1 failed."), text);
    assertFalse(text.contains("\033"), text);
  }

  @Test
  void printsColoursOnATerminal() {
    assertTrue(printed(true).contains("\033[1;31mFAILED"), () -> printed(true));
  }

  private static String printed(boolean colours) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FindingPrinter printer =
        new FindingPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), colours);
    printer.print(GOOD);
    printer.print(BAD);
    printer.printSum(List.of(GOOD, BAD));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Finding named(List<Finding> findings, String name) {
    return findings.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
