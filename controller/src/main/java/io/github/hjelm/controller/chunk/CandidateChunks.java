package io.github.hjelm.controller.chunk;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/** The finite candidates of one answer, normalised as they came. */
final class CandidateChunks {

  private final Normaliser action;
  private final int controls;
  private final int size;
  private final float[] chunks;
  private int count;

  CandidateChunks(Normaliser action, int horizon, int room) {
    this.action = action;
    controls = action.size();
    size = horizon * controls;
    chunks = new float[room * size];
  }

  /** Takes the rows that are finite, in their order, and says how many they are. */
  @HotPath
  int take(float[] actions) {
    count = 0;
    for (int from = 0; from < actions.length; from += size) {
      if (isFinite(actions, from)) {
        System.arraycopy(actions, from, chunks, count * size, size);
        count++;
      }
    }
    return count;
  }

  private boolean isFinite(float[] actions, int from) {
    float sum = 0;
    for (int i = 0; i < size; i++) {
      // 0 · a is 0 for every finite a and NaN for every other.
      sum += 0 * actions[from + i];
    }
    return sum == 0;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** Writes the controls of one action of one candidate, in their units. */
  @HotPath
  void control(int candidate, int offset, double[] into, int at) {
    int from = candidate * size + offset * controls;
    for (int j = 0; j < controls; j++) {
      into[at + j] = action.value(j, chunks[from + j]);
    }
  }

  /** Makes a candidate the newest of a lineage. */
  @HotPath
  void copyTo(ChunkLineage lineage, int candidate, long begunAt) {
    lineage.add(chunks, candidate * size, begunAt);
  }

  /**
   * How far a candidate is from a plan: the mean of Wᵢ (aᵢⱼ - pᵢⱼ)² over all numbers, normalised; 0
   * when no action has weight.
   */
  @HotPath
  double distance(int candidate, float[] plan, float[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < controls; j++) {
        int k = i * controls + j;
        double error = (double) chunks[candidate * size + k] - plan[k];
        sum += weights[i] * error * error;
        total += weights[i];
      }
    }
    return total > 0 ? sum / total : 0;
  }

  @HotPath
  void save(ByteBuffer out) {
    out.putInt(count);
    SnapshotBytes.put(out, chunks, count * size);
  }

  void load(ByteBuffer in) {
    count = in.getInt();
    SnapshotBytes.take(in, chunks);
  }
}
