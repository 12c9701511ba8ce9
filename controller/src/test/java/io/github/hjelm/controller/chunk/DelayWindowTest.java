package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DelayWindowTest {

  @Test
  void expectsTheLargestOfTheLastTen() {
    DelayWindow window = new DelayWindow();
    assertEquals(0, window.expected());
    window.add(7, 16);
    window.add(2, 16);
    for (int k = 0; k < 8; k++) {
      window.add(1, 16);
      assertEquals(7, window.expected());
    }
    window.add(1, 16);
    assertEquals(2, window.expected(), "a slow first call is forgotten");
  }

  @Test
  void takesADelayForNoLongerThanAChunk() {
    DelayWindow window = new DelayWindow();
    window.add(Long.MAX_VALUE, 16);
    assertEquals(16, window.expected());
    for (int k = 0; k < DelayWindow.SIZE; k++) {
      window.add(-3, 16);
    }
    assertEquals(0, window.expected());
  }
}
