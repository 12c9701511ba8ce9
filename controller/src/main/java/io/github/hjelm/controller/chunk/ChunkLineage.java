package io.github.hjelm.controller.chunk;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * The chunk that a robot is committed to, and with temporal ensembling those before it that went
 * the same way.
 *
 * <p>What it plans for an action is Σ wᵢ aᵢ / Σ wᵢ over the chunks that speak of it, with wᵢ =
 * exp(-m i) and i = 0 the oldest of them (ACT, arXiv 2304.13705, algorithm 2): older chunks weigh
 * slightly more, so that one new sample changes little.
 */
final class ChunkLineage {

  /** m of ACT's published code. */
  static final double DECAY = 0.01;

  private final int horizon;
  private final int controls;
  private final float[][] chunks;
  private final long[] begunAt;
  private final double[] weights;
  private int newest = -1;
  private int count;

  /**
   * @param room how many chunks are averaged at most; 1 averages nothing
   */
  ChunkLineage(int horizon, int controls, int room) {
    this.horizon = horizon;
    this.controls = controls;
    chunks = new float[room][horizon * controls];
    begunAt = new long[room];
    weights = new double[room];
    for (int i = 0; i < room; i++) {
      weights[i] = StrictMath.exp(-DECAY * i);
    }
  }

  /** Forgets all chunks. */
  @HotPath
  void clear() {
    count = 0;
  }

  /** Takes a copy of a chunk whose first action is number {@code begun}, not before the last. */
  @HotPath
  void add(float[] source, int at, long begun) {
    newest = (newest + 1) % chunks.length;
    System.arraycopy(source, at, chunks[newest], 0, horizon * controls);
    begunAt[newest] = begun;
    count = Math.min(count + 1, chunks.length);
  }

  /** How many chunks from an action on the newest chunk speaks of, none if it is past. */
  @HotPath
  int covered(long action) {
    if (count == 0 || action < begunAt[newest]) {
      return 0;
    }
    return (int) Math.max(0, begunAt[newest] + horizon - action);
  }

  /** Writes the normalised controls of an action that is covered. */
  @HotPath
  void plan(long action, float[] into, int at) {
    for (int j = 0; j < controls; j++) {
      double sum = 0;
      double total = 0;
      int speaking = 0;
      for (int age = count - 1; age >= 0; age--) {
        int slot = Math.floorMod(newest - age, chunks.length);
        long offset = action - begunAt[slot];
        if (offset >= 0 && offset < horizon) {
          double weight = weights[speaking++];
          sum += weight * chunks[slot][(int) offset * controls + j];
          total += weight;
        }
      }
      into[at + j] = (float) (sum / total);
    }
  }

  /**
   * Writes a whole chunk of plans from an action on; behind the end its last action is repeated.
   *
   * @param covered how many actions are; with none nothing is written
   */
  @HotPath
  void planAll(long from, int covered, float[] into) {
    for (int i = 0; i < horizon && covered > 0; i++) {
      plan(from + Math.min(i, covered - 1), into, i * controls);
    }
  }

  @HotPath
  void save(ByteBuffer out) {
    out.putInt(newest).putInt(count);
    for (int slot = 0; slot < chunks.length; slot++) {
      boolean isUsed = Math.floorMod(newest - slot, chunks.length) < count;
      out.putLong(isUsed ? begunAt[slot] : 0);
      SnapshotBytes.put(out, chunks[slot], isUsed ? chunks[slot].length : 0);
    }
  }

  void load(ByteBuffer in) {
    newest = in.getInt();
    count = in.getInt();
    for (int slot = 0; slot < chunks.length; slot++) {
      begunAt[slot] = in.getLong();
      SnapshotBytes.take(in, chunks[slot]);
    }
  }
}
