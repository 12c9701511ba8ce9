package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StateSensorTest {

  private static final double[] STATE = {1, 2, 3, 0.5};

  @Test
  void reportsExactlyWhatIsWithoutNoise() throws SimRefusal {
    StateSensor sensor = sensor();
    sensor.take(STATE, 77);
    assertTrue(sensor.isDue(77));
    StateSensor.Reading reading = sensor.next();
    assertArrayEquals(STATE, reading.values());
    assertEquals(77, reading.stampNs());
    assertEquals(1, reading.sequence());
    assertFalse(sensor.isDue(77));
  }

  @Test
  void reportsLateWithTheStampOfTheReading() throws SimRefusal {
    StateSensor sensor = sensor("delay=25ms");
    for (int i = 0; i < 3; i++) {
      sensor.take(new double[] {i, 0, 0, 0}, i * 10_000_000L);
    }
    assertFalse(sensor.isDue(24_999_999));
    assertTrue(sensor.isDue(25_000_000));
    StateSensor.Reading reading = sensor.next();
    assertEquals(0, reading.stampNs());
    assertEquals(0, reading.values()[0]);
    assertFalse(sensor.isDue(34_999_999));
    assertTrue(sensor.isDue(35_000_000));
    assertEquals(1, sensor.next().values()[0]);
  }

  @Test
  void addsNoiseOfTheGivenWidthToEachChannel() throws SimRefusal {
    StateSensor sensor = sensor("noise=0.1", "noise.y=2", "noise.speed=0");
    double[] sum = new double[4];
    double[] squares = new double[4];
    int readings = 20_000;
    for (int i = 0; i < readings; i++) {
      sensor.take(new double[] {1, 2, 0.5, 0.5}, i);
      double[] values = sensor.next().values();
      double[] errors = {values[0] - 1, values[1] - 2, values[2] - 0.5, values[3] - 0.5};
      for (int k = 0; k < 4; k++) {
        sum[k] += errors[k];
        squares[k] += errors[k] * errors[k];
      }
    }
    double[] sigma = {0.1, 2, 0.1, 0};
    for (int k = 0; k < 4; k++) {
      // Four standard errors of mean and of deviation.
      double slack = 4 * sigma[k] / Math.sqrt(readings);
      assertEquals(0, sum[k] / readings, slack + 1e-300, "mean of channel " + k);
      assertEquals(sigma[k], Math.sqrt(squares[k] / readings), slack, "width of channel " + k);
    }
  }

  @Test
  void keepsNoisyAnglesInTheirInterval() throws SimRefusal {
    StateSensor sensor = sensor("noise.heading=1");
    boolean wrapped = false;
    for (int i = 0; i < 1000; i++) {
      sensor.take(new double[] {0, 0, 3.1, 0}, i);
      double heading = sensor.next().values()[2];
      assertTrue(heading >= -Math.PI && heading < Math.PI, "heading " + heading);
      wrapped |= heading < 0;
    }
    assertTrue(wrapped);
  }

  @Test
  void losesTheGivenShareAndLeavesGapsInTheSequence() throws SimRefusal {
    StateSensor sensor = sensor("dropout=0.25");
    long arrived = 0;
    long lastSequence = 0;
    for (int i = 0; i < 20_000; i++) {
      sensor.take(STATE, i);
      if (sensor.isDue(i)) {
        arrived++;
        lastSequence = sensor.next().sequence();
        assertEquals(i + 1, lastSequence);
      }
    }
    assertEquals(20_000, arrived + sensor.lost());
    assertEquals(0.25, sensor.lost() / 20_000.0, 0.0125);
  }

  @Test
  void keepsTheNoiseOfOtherReadingsWhenOneIsLost() throws SimRefusal {
    StateSensor whole = sensor("noise=1");
    StateSensor lossy = sensor("noise=1", "dropout=0.5");
    for (int i = 0; i < 100; i++) {
      whole.take(STATE, i);
      lossy.take(STATE, i);
      double[] expected = whole.next().values();
      if (lossy.isDue(i)) {
        assertArrayEquals(expected, lossy.next().values());
      }
    }
    assertTrue(lossy.lost() > 20);
  }

  @Test
  void losesReadingsWhenNobodyTakesThem() throws SimRefusal {
    StateSensor sensor = sensor();
    for (int i = 0; i < 10; i++) {
      sensor.take(STATE, i);
    }
    assertEquals(6, sensor.lost());
    assertEquals(1, sensor.next().sequence());
  }

  private static StateSensor sensor(String... settings) throws SimRefusal {
    return new StateSensor(Robots.robot("mobile-robot"), Robots.settings(settings));
  }
}
