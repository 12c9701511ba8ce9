package io.github.hjelm.deploy;

import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Turns of several kinds within one run, one of each kind in every round.
 *
 * @param <K> a kind
 * @param <T> what one turn came to
 */
final class Turns<K, T> {

  private final List<K> kinds;
  private final Map<K, List<T>> turns = new LinkedHashMap<>();

  /** Flies one turn. */
  @FunctionalInterface
  interface Flight<K, T> {
    T turn(K kind) throws Exception;
  }

  /**
   * @param kinds the first is what the others are compared with
   */
  Turns(List<K> kinds) {
    this.kinds = List.copyOf(kinds);
    kinds.forEach(kind -> turns.put(kind, new ArrayList<>()));
  }

  /** Flies all kinds in each round, in a seeded order. */
  void fly(int rounds, Flight<K, T> flight) throws Exception {
    Random random = new Random(1);
    List<K> order = new ArrayList<>(kinds);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (K kind : order) {
        of(kind).add(flight.turn(kind));
      }
    }
  }

  /** The median over rounds of one number of a kind. */
  double median(K kind, ToDoubleFunction<T> number) {
    double[] sorted = column(kind, number);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The sum over rounds of one number of a kind. */
  double sum(K kind, ToDoubleFunction<T> number) {
    return Arrays.stream(column(kind, number)).sum();
  }

  /**
   * One number of a kind over that of the first kind, with its interval, in words.
   *
   * @param first what the first kind is called
   */
  String ratio(K kind, ToDoubleFunction<T> number, String first) {
    Interval interval =
        new BlockBootstrap(1).ratio(column(kind, number), column(kinds.get(0), number));
    return String.format(
        "(%.3f [%.3f, %.3f] of %s)", interval.ratio(), interval.lower(), interval.upper(), first);
  }

  private double[] column(K kind, ToDoubleFunction<T> number) {
    return of(kind).stream().mapToDouble(number).toArray();
  }

  private List<T> of(K kind) {
    return Objects.requireNonNull(turns.get(kind));
  }
}
