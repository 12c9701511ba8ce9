package io.github.hjelm.sensors.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void everyCodeIsAByteAndLeadsBackToItsVerdict() {
    Set<Integer> codes = new HashSet<>();
    for (Verdict verdict : Verdict.values()) {
      assertTrue(verdict.code() >= 0 && verdict.code() <= 255, verdict.name());
      assertTrue(codes.add(verdict.code()), verdict + " shares a code");
      assertEquals(verdict, Verdict.ofCode(verdict.code()));
    }
  }

  @Test
  void unknownCodesAreNoVerdict() {
    for (int code : new int[] {-1, 5, 15, 22, 31, 33, 255, 256}) {
      assertNull(Verdict.ofCode(code), "code " + code);
    }
  }
}
