package io.github.hjelm.sensors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:1884, tcp://127.0.0.1:1884",
    "tcp://robot, tcp://robot:1883",
    "mqtt://robot/, tcp://robot:1883",
    "tls://broker.example, tls://broker.example:8883",
    "ssl://broker.example:1, tls://broker.example:1",
    "mqtts://broker.example, tls://broker.example:8883",
    "tcp://[::1]:1883, tcp://[::1]:1883",
  })
  void isCompleted(String written, String meant) throws MqttRefusal {
    assertEquals(meant, BrokerAddress.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:1883",
        "http://broker",
        "tcp://",
        "tcp://host:0",
        "tcp://host:70000",
        "tcp://a b",
        "tcp://host/path",
        "tcp://user:secret@host",
        "tcp://host?x=1"
      })
  void isRefusedWithASentenceThatShowsAGoodOne(String written) {
    MqttRefusal refusal = assertThrows(MqttRefusal.class, () -> BrokerAddress.parse(written));
    assertEquals(MqttRefusal.Kind.SETTINGS, refusal.kind());
    assertTrue(String.valueOf(refusal.getMessage()).contains("tcp://127.0.0.1:1883"));
    String shown = written.replace("user:secret", "***");
    assertTrue(String.valueOf(refusal.getMessage()).contains("'" + shown + "'"));
  }
}
