package io.github.hjelm.export.study;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.policy.PolicySource;
import io.github.hjelm.export.train.LessonTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Pairs of noise and what a teacher makes of it. */
final class Pairs {

  private static final int PART = 2048;

  private Pairs() {}

  /** Draws so many, for observations taken from the lessons in a random order. */
  static LessonTable draw(
      PolicySource teacher, LessonTable lessons, int count, long seed, Progress progress)
      throws InterruptedException {
    int o = lessons.observationSize();
    int d = lessons.chunkSize();
    float[] observations = new float[count * o];
    float[] noises = new float[count * d];
    float[] chunks = new float[count * d];
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < count; n++) {
      lessons.observation(random.nextInt(lessons.rows()), observations, n * o);
    }
    for (int from = 0; from < count; from += PART) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int end = Math.min(count, from + PART);
      float[] noise = new float[(end - from) * d];
      float[] answer = new float[(end - from) * d];
      teacher.drawNormalised(Arrays.copyOfRange(observations, from * o, end * o), noise, answer);
      System.arraycopy(noise, 0, noises, from * d, noise.length);
      System.arraycopy(answer, 0, chunks, from * d, answer.length);
      progress.report((double) end / count, "%,d pairs of %,d".formatted(end, count));
    }
    return new LessonTable(o, d, observations, chunks, noises);
  }
}
