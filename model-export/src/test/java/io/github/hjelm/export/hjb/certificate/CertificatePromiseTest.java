package io.github.hjelm.export.hjb.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatePromiseTest {

  @Test
  void readsWhatIsWritten() throws SolveRefusal {
    CertificatePromise promise =
        CertificatePromise.parse("hold=0.02, delay=0.005,error=0.01:0.02,disturbance=2,checks=3");
    assertEquals(0.02, promise.holdS());
    assertEquals(0.005, promise.delayS());
    assertEquals(List.of(0.01, 0.02), promise.errors());
    assertEquals(2, promise.disturbance());
    assertEquals(3, promise.checks().orElseThrow());
    assertEquals(CertificatePromise.of(0.1), CertificatePromise.parse("hold=0.1"));
    assertThrows(SolveRefusal.class, () -> promise.requireStates(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "delay=0.1; needs the hold",
        "hold=-1; hold must be a number",
        "hold=NaN; hold must be a number",
        "hold=soon; hold must be a number",
        "hold=0.1,delay=0.2; delay must be a number from 0.0 to 0.1",
        "hold=0.1,error=0.1:x; error must be a number",
        "hold=0.1,hodl=1; did you mean 'hold'",
        "hold=0.1,hold=0.2; twice",
        "hold; is not KEY=VALUE",
        "hold=0.1,; is not KEY=VALUE",
        "hold=0.1,checks=2.5; whole number"
      })
  void refusesWhatIsNoPromise(String written, String why) {
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> CertificatePromise.parse(written));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }
}
