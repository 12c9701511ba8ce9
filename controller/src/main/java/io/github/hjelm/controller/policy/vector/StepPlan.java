package io.github.hjelm.controller.policy.vector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a program before their arrays are laid out. Rows that nobody reads any more leave
 * their array to later ones, so that a program of many steps stays in the nearest cache.
 */
final class StepPlan {

  private final Kernels kernels;
  private final int candidates;

  /** By id: the rows, and the numbers of those that are known from the start. */
  private final List<Rows> all = new ArrayList<>();

  private final Map<Integer, float[]> kept = new HashMap<>();
  private final Set<Rows> constants = new HashSet<>();
  private final List<Draft> drafts = new ArrayList<>();

  /** Makes a step when arrays are there. */
  @FunctionalInterface
  interface StepMaker {
    Step make(Function<Rows, RowArray> arrays);
  }

  /** Numbers by place. */
  @FunctionalInterface
  interface IntToFloat {
    float at(int place);
  }

  private record Draft(Rows out, List<Rows> in, StepMaker maker) {}

  StepPlan(Kernels kernels, int candidates) {
    this.kernels = kernels;
    this.candidates = candidates;
  }

  /** Rows that some step will write. */
  Rows rows(boolean shared, int columns) {
    // One candidate shares everything with itself.
    Rows rows = new Rows(all.size(), shared || candidates == 1, columns);
    all.add(rows);
    return rows;
  }

  /** Rows that no step writes, in an array of their own. */
  Rows kept(boolean shared, int columns) {
    Rows rows = rows(shared, columns);
    kept.put(rows.id(), new float[length(rows)]);
    return rows;
  }

  /** One row of known numbers. */
  Rows constant(int columns, IntToFloat numbers) {
    Rows row = kept(true, columns);
    float[] array = array(row).numbers();
    for (int j = 0; j < columns; j++) {
      array[j] = numbers.at(j);
    }
    constants.add(row);
    return row;
  }

  /** The same known numbers for each candidate. */
  Rows repeated(Rows constant) {
    Rows rows = kept(false, constant.columns());
    RowArray to = array(rows);
    for (int row = 0; row < candidates; row++) {
      System.arraycopy(
          array(constant).numbers(), 0, to.numbers(), row * to.stride(), constant.columns());
    }
    constants.add(rows);
    return rows;
  }

  /** Whether the numbers are known from the start. */
  boolean isConstant(Rows rows) {
    return constants.contains(rows);
  }

  /** Where such rows lie. */
  RowArray array(Rows rows) {
    float @Nullable [] numbers = kept.get(rows.id());
    if (numbers == null) {
      throw new IllegalArgumentException("only rows that are kept have an array already");
    }
    return placed(rows, numbers);
  }

  int candidates() {
    return candidates;
  }

  /** How many rows there are of these. */
  int count(Rows rows) {
    return rows.shared() ? 1 : candidates;
  }

  /** Appends a step. */
  void add(Rows out, List<Rows> in, StepMaker maker) {
    drafts.add(new Draft(out, in, maker));
  }

  /** Lays everything out. What is kept is never overwritten. */
  Step[] steps() {
    int[] lastReader = new int[all.size()];
    Arrays.fill(lastReader, -1);
    for (int i = 0; i < drafts.size(); i++) {
      for (Rows in : drafts.get(i).in) {
        lastReader[in.id()] = i;
      }
    }
    Map<Integer, float[]> places = new HashMap<>(kept);
    Map<Integer, Deque<float[]>> free = new HashMap<>();
    Step[] steps = new Step[drafts.size()];
    for (int i = 0; i < steps.length; i++) {
      Draft draft = drafts.get(i);
      if (!places.containsKey(draft.out.id())) {
        Deque<float[]> fitting = free.computeIfAbsent(length(draft.out), n -> new ArrayDeque<>());
        float @Nullable [] left = fitting.poll();
        places.put(draft.out.id(), left == null ? new float[length(draft.out)] : left);
      }
      steps[i] = draft.maker.make(rows -> placed(rows, at(places, rows)));
      for (Rows in : draft.in) {
        // Somebody may read the same rows twice.
        float @Nullable [] left = lastReader[in.id()] == i ? places.get(in.id()) : null;
        if (left != null && !kept.containsKey(in.id())) {
          places.remove(in.id());
          free.computeIfAbsent(left.length, n -> new ArrayDeque<>()).push(left);
        }
      }
    }
    return steps;
  }

  private static float[] at(Map<Integer, float[]> places, Rows rows) {
    float @Nullable [] numbers = places.get(rows.id());
    if (numbers == null) {
      throw new IllegalStateException(rows + " are read before they are written");
    }
    return numbers;
  }

  private int length(Rows rows) {
    return count(rows) * kernels.stride(rows.columns());
  }

  private RowArray placed(Rows rows, float[] numbers) {
    return new RowArray(numbers, rows.shared() ? 0 : kernels.stride(rows.columns()));
  }
}
