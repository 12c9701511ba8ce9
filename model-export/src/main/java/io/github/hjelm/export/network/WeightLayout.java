package io.github.hjelm.export.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where each weight of a network lies in the one vector that holds them all.
 *
 * <p>Pieces start at multiples of 64 bytes: TensorFlow then takes them out of the vector without a
 * copy. What lies between them stays zero.
 */
public final class WeightLayout {

  /** 64 bytes, TensorFlow's alignment, in floats. */
  private static final int ALIGNMENT = 16;

  /** How weights start. */
  public enum Initial {
    ZERO,
    /** Normal with variance 2 / fan-in: keeps the size of what passes a ReLU layer. */
    RELU,
    /** Normal with variance 1 / fan-in: keeps the size of what passes a linear layer. */
    LINEAR,
    ONE
  }

  /**
   * One weight.
   *
   * @param offset its first number in the vector
   * @param fanIn how many numbers each of its outputs is a sum of
   */
  record Piece(String name, int offset, List<Integer> shape, Initial initial, int fanIn) {

    int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * A stretch of the vector that holds whole pieces.
   *
   * @param offset its first number in the vector
   */
  public record Shard(int offset, int size) {

    boolean holds(Piece piece) {
      return offset <= piece.offset() && piece.offset() < offset + size;
    }
  }

  private final List<Piece> pieces = new ArrayList<>();
  private int size;

  /** A matrix or filter whose last axis counts its outputs. */
  public WeightLayout weight(String name, Initial initial, int... shape) {
    int outputs = shape[shape.length - 1];
    List<Integer> list = new ArrayList<>();
    int count = 1;
    for (int side : shape) {
      list.add(side);
      count = Math.multiplyExact(count, side);
    }
    int fanIn = Math.max(1, count / outputs);
    pieces.add(new Piece(name, size, List.copyOf(list), initial, fanIn));
    size += padded(count);
    return this;
  }

  /** A vector that is added, zero at first. */
  public WeightLayout bias(String name, int outputs) {
    return weight(name, Initial.ZERO, outputs);
  }

  /** Where the first number of a weight lies in the vector. */
  public int offset(String name) {
    return pieces.stream()
        .filter(piece -> piece.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no weight " + name))
        .offset();
  }

  /** The length of the vector, with what lies between pieces. */
  public int size() {
    return size;
  }

  /** How many numbers are learnt. */
  public int learnt() {
    return pieces.stream().mapToInt(Piece::size).sum();
  }

  /** The vector in about equal stretches, no more than were asked for, that cut no piece. */
  public List<Shard> shards(int count) {
    List<Shard> shards = new ArrayList<>();
    int begin = 0;
    for (Piece piece : pieces) {
      // What is left is shared out among the stretches that are left.
      int wanted = (size - begin) / (count - shards.size());
      int end = piece.offset();
      boolean isNearest = end > begin && end - begin + padded(piece.size()) / 2 > wanted;
      if (isNearest && shards.size() < count - 1) {
        shards.add(new Shard(begin, end - begin));
        begin = end;
      }
    }
    shards.add(new Shard(begin, size - begin));
    return shards;
  }

  private static int padded(int count) {
    return (count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  /** Weights before training; the same for the same seed. */
  public float[] initialWeights(long seed) {
    float[] weights = new float[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (Piece piece : pieces) {
      SplittableRandom own = random.split();
      for (int i = 0; i < piece.size(); i++) {
        weights[piece.offset() + i] =
            switch (piece.initial()) {
              case ZERO -> 0;
              case ONE -> 1;
              case RELU -> (float) (own.nextGaussian() * Math.sqrt(2.0 / piece.fanIn()));
              case LINEAR -> (float) (own.nextGaussian() * Math.sqrt(1.0 / piece.fanIn()));
            };
      }
    }
    return weights;
  }
}
