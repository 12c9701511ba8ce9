package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.export.data.NormaliserFit.Extent;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NormaliserFitTest {

  private static Episodes episodes(int frames, IntToDoubleFunction seen, IntToDoubleFunction done) {
    Episodes.Recorder recorder = new Episodes.Recorder(2, 1, 0.1);
    recorder.beginEpisode();
    for (int f = 0; f < frames; f++) {
      double[] observation = {seen.applyAsDouble(f), 1e6};
      recorder.frame(observation, new double[] {done.applyAsDouble(f)});
    }
    return recorder.episodes();
  }

  @Test
  void laysTheExtremesOnMinusOneAndOne() throws Exception {
    NormaliserFit fit = NormaliserFit.of(episodes(5, f -> f, f -> -f), "here");
    Normaliser observation = fit.pair().observation();
    assertEquals(-1, observation.normalised(0, 0));
    assertEquals(1, observation.normalised(0, 4));
    assertEquals(-1, fit.pair().action().normalised(0, -4));
    assertEquals(1, fit.pair().action().normalised(0, 0));
    assertEquals(List.of(), fit.constantActions());
  }

  @Test
  void reportsConstantColumnsAndLeavesTheirScale() throws Exception {
    NormaliserFit fit = NormaliserFit.of(episodes(5, f -> f, f -> f), "here");
    assertEquals(List.of(1), fit.constantObservations());
    assertEquals(new Normaliser(List.of(2.0, 1e6), List.of(2.0, 1.0)), fit.pair().observation());
  }

  @Test
  void doesNotMistakeTheRoundingOfFloatsForChange() throws Exception {
    NormaliserFit fit = NormaliserFit.of(episodes(5, f -> 1000 + (f % 2) * 1e-4, f -> f), "here");
    assertEquals(List.of(0, 1), fit.constantObservations());
    fit = NormaliserFit.of(episodes(5, f -> (f % 2) * 1e-9, f -> f), "here");
    assertEquals(List.of(1), fit.constantObservations());
  }

  @Test
  void refusesActionsThatNeverChange() {
    DataRefusal refusal =
        assertThrows(
            DataRefusal.class, () -> NormaliserFit.of(episodes(5, f -> f, f -> 3), "here"));
    assertEquals(
        "here: no component of 'action' ever changes, there is nothing to learn from it",
        refusal.sentence());
    assertThrows(DataRefusal.class, () -> NormaliserFit.of(episodes(0, f -> f, f -> f), "here"));
  }

  @Test
  void takesMeanAndDeviationWhenAsked() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    Episodes normal = episodes(20_000, f -> 3 + 2 * random.nextGaussian(), f -> f);
    NormaliserFit fit = NormaliserFit.of(normal, Extent.DEVIATION, Extent.EXTREMES, "here");
    assertEquals(3, fit.pair().observation().offsets().get(0), 0.06);
    assertEquals(2, fit.pair().observation().scales().get(0), 0.05);
  }

  @Test
  void quantilesDoNotSeeAFewOutliers() throws Exception {
    Episodes wild = episodes(1001, f -> f == 500 ? 1e9 : f, f -> f);
    NormaliserFit fit = NormaliserFit.of(wild, Extent.QUANTILES, Extent.QUANTILES, "here");
    assertEquals(500, fit.pair().observation().offsets().get(0), 2);
    assertEquals(490, fit.pair().observation().scales().get(0), 2);
  }

  @Test
  void quantilesThatMeetGiveWayToExtremes() throws Exception {
    Episodes rare = episodes(1000, f -> f == 500 ? 8 : 0, f -> f);
    NormaliserFit fit = NormaliserFit.of(rare, Extent.QUANTILES, Extent.QUANTILES, "here");
    assertEquals(4, fit.pair().observation().scales().get(0));
  }
}
