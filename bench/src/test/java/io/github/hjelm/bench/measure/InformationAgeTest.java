package io.github.hjelm.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InformationAgeTest {

  @Test
  void aRegularSawtooth() {
    InformationAge age = new InformationAge();
    for (int i = 0; i < 10; i++) {
      age.add(100, 1_100);
    }
    assertEquals(600, age.meanNs());
    assertEquals(1_100, age.peakNs());
    assertEquals(1_090, age.percentileNs(0.99), 1e-6);
  }

  @Test
  void nothingHasNoAge() {
    InformationAge age = new InformationAge();
    assertTrue(age.isEmpty());
    assertTrue(Double.isNaN(age.meanNs()));
    assertTrue(Double.isNaN(age.peakNs()));
    assertTrue(Double.isNaN(age.percentileNs(0.99)));
  }

  /** Beside a reading of the age at every nanosecond. */
  @Test
  void agreesWithLookingAllTheTime() {
    Random random = new Random(11);
    InformationAge age = new InformationAge();
    int size = 0;
    double[] looked = new double[400_000];
    double sum = 0;
    for (int tooth = 0; tooth < 300; tooth++) {
      int from = 50 + random.nextInt(200);
      int to = from + 100 + random.nextInt(1_000);
      age.add(from, to);
      for (int at = from; at < to; at++) {
        looked[size++] = at + 0.5;
        sum += at + 0.5;
      }
    }
    Arrays.sort(looked, 0, size);
    assertEquals(sum / size, age.meanNs(), 1e-6);
    assertEquals(looked[(int) (0.99 * size)], age.percentileNs(0.99), 1);
    assertEquals(looked[size / 2], age.percentileNs(0.5), 1);
    assertEquals(looked[size - 1] + 0.5, age.peakNs());
  }
}
