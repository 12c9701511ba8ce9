package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationMakerTest {

  private static final Task TASK = new TwoGoals(0, false);

  private static Demonstrations make(Task task, DemonstrationSettings settings) throws Exception {
    return new DemonstrationMaker(task, MonotonicClock.system()).make(settings, Progress.none());
  }

  private static Demonstrations make(Task task, int episodes) throws Exception {
    return make(task, DemonstrationSettings.ofEpisodes(episodes, 7, 2));
  }

  @Test
  void everyEpisodeGoesWhereTheRobotGoesAndEndsAtAGoal() throws Exception {
    Episodes episodes = make(TASK, 60).episodes();
    assertEquals(60, episodes.count());
    Rk4 rk4 = new Rk4(TASK.robot());
    for (int e = 0; e < episodes.count(); e++) {
      double[] x = new double[2];
      for (int f = episodes.firstFrame(e); f < episodes.endFrame(e); f++) {
        if (f > episodes.firstFrame(e)) {
          assertEquals(x[1], episodes.observation(f, 0), 1e-5, "velocity in frame " + f);
          assertEquals(x[0], episodes.observation(f, 1), 1e-5, "position in frame " + f);
        }
        x[1] = episodes.observation(f, 0);
        x[0] = episodes.observation(f, 1);
        double[] u = {episodes.action(f, 0)};
        assertTrue(Math.abs(u[0]) <= 3, "control " + u[0]);
        rk4.step(x, u, new double[1], episodes.periodS(), x);
        assertTrue(TASK.clearance(x) >= 0);
      }
      assertEquals(1, Math.abs(x[0]), 0.05, "where episode " + e + " ends");
    }
  }

  @Test
  void goesOnForOneChunkAfterSuccess() throws Exception {
    Episodes episodes = make(TASK, 20).episodes();
    int horizon = TASK.chunk().horizon();
    for (int e = 0; e < episodes.count(); e++) {
      int there = 0;
      for (int f = episodes.firstFrame(e); f < episodes.endFrame(e); f++) {
        boolean near = Math.abs(Math.abs(episodes.observation(f, 1)) - 1) < 0.05;
        there += near && Math.abs(episodes.observation(f, 0)) < 0.1 ? 1 : 0;
      }
      // The frame in which it arrives was observed before; a recovery may begin there too.
      assertTrue(there == horizon || there == horizon + 1, there + " frames at the goal");
    }
  }

  @Test
  void showsNothingBehindTheGoalWhenThePilotRunsAway() throws Exception {
    Episodes episodes = make(new TwoGoals(0, true), 20).episodes();
    for (int e = 0; e < episodes.count(); e++) {
      assertTrue(Math.abs(episodes.observation(episodes.endFrame(e) - 1, 1)) < 1.06);
    }
  }

  @Test
  void bothWaysAreShownAboutEquallyOften() throws Exception {
    Demonstrations made = make(TASK, new DemonstrationSettings(3, 400, 0, 0, 2));
    assertEquals(400, made.modes().get(0) + made.modes().get(1));
    assertEquals(200, made.modes().get(0), 50, "5 standard deviations");
  }

  @Test
  void someEpisodesBeginWhereARobotWasPushed() throws Exception {
    Demonstrations made = make(TASK, 400);
    assertEquals(160, made.recoveries(), 60);
    Episodes episodes = made.episodes();
    int outside = 0;
    for (int e = 0; e < episodes.count(); e++) {
      float position = episodes.observation(episodes.firstFrame(e), 1);
      float velocity = episodes.observation(episodes.firstFrame(e), 0);
      outside += Math.abs(position) > 0.2 || Math.abs(velocity) > 0 ? 1 : 0;
    }
    assertEquals(made.recoveries(), outside);
    assertEquals(0, make(TASK, new DemonstrationSettings(7, 50, 0, 0, 1)).recoveries());
  }

  @Test
  void dropsAndCountsWhatFails() throws Exception {
    Demonstrations made = make(new TwoGoals(0.5, false), 200);
    assertEquals(200, made.episodes().count());
    assertEquals(made.attempts() - 200, made.failed());
    assertEquals(0.5, made.failed() / (double) made.attempts(), 0.12);
  }

  @Test
  void refusesADemonstratorThatHardlyEverSucceeds() {
    DataRefusal refusal = assertThrows(DataRefusal.class, () -> make(new TwoGoals(1, false), 10));
    assertEquals(
        "of 50 attempts at two-goals its demonstrator succeeded in 0: make the task easier",
        refusal.sentence());
  }

  @Test
  void oneSeedGivesOneSetOfEpisodesOnAnyNumberOfThreads() throws Exception {
    Task task = new TwoGoals(0.2, false);
    List<Episodes> made = new ArrayList<>();
    for (int threads = 1; threads <= 5; threads += 2) {
      made.add(make(task, DemonstrationSettings.ofEpisodes(30, 11, threads)).episodes());
    }
    assertSame(made.get(0), made.get(1));
    assertSame(made.get(0), made.get(2));
    Episodes other = make(task, DemonstrationSettings.ofEpisodes(30, 12, 2)).episodes();
    assertNotEquals(made.get(0).observation(0, 1), other.observation(0, 1));
  }

  @Test
  void startsOfAnySeedAreUnrelated() throws Exception {
    Episodes episodes = make(TASK, new DemonstrationSettings(5, 300, 0, 0, 2)).episodes();
    // Neighbouring seeds of a splittable generator draw the same numbers, shifted by one.
    double product = 0;
    double square = 0;
    for (int e = 1; e < episodes.count(); e++) {
      double before = episodes.observation(episodes.firstFrame(e - 1), 1);
      double start = episodes.observation(episodes.firstFrame(e), 1);
      product += before * start;
      square += start * start;
    }
    assertEquals(0, product / square, 0.25, "4 standard deviations");
  }

  @Test
  void makesWholeEpisodesUntilThereAreEnoughFrames() throws Exception {
    Episodes episodes = make(TASK, DemonstrationSettings.ofFrames(500, 1, 2)).episodes();
    assertTrue(episodes.frames() >= 500 && episodes.firstFrame(episodes.count() - 1) < 500);
  }

  @Test
  void saysHowFarItIs() throws Exception {
    List<String> words = new ArrayList<>();
    long[] now = {0};
    MonotonicClock clock = () -> now[0] += 1_000_000_000;
    new DemonstrationMaker(TASK, clock)
        .make(
            new DemonstrationSettings(1, 3, 0, 0, 1),
            (share, what) -> words.add("%.2f %s".formatted(share, what)));
    assertEquals(3, words.size());
    assertTrue(
        words.get(0).matches("0.33 1 episodes, \\d+ frames, 0 attempts failed"), words.get(0));
    assertTrue(words.get(2).startsWith("1.00 3 episodes"), words.get(2));
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> make(TASK, 100_000));
  }

  private static void assertSame(Episodes expected, Episodes made) {
    assertEquals(expected.count(), made.count());
    assertEquals(expected.frames(), made.frames());
    for (int f = 0; f < expected.frames(); f++) {
      assertEquals(expected.observation(f, 0), made.observation(f, 0));
      assertEquals(expected.observation(f, 1), made.observation(f, 1));
      assertEquals(expected.action(f, 0), made.action(f, 0));
    }
  }
}
