package io.github.hjelm.export.hjb;

/** One number per node of a grid, kept in double or float. */
public sealed interface Values {

  double get(int node);

  void set(int node, double value);

  int size();

  /** Eight bytes a node. */
  final class Doubles implements Values {
    private final double[] array;

    public Doubles(double[] array) {
      this.array = array;
    }

    /** The memory itself, for solvers. */
    public double[] array() {
      return array;
    }

    @Override
    public double get(int node) {
      return array[node];
    }

    @Override
    public void set(int node, double value) {
      array[node] = value;
    }

    @Override
    public int size() {
      return array.length;
    }
  }

  /** Four bytes a node. */
  final class Floats implements Values {
    private final float[] array;

    public Floats(float[] array) {
      this.array = array;
    }

    /** The memory itself, for solvers. */
    public float[] array() {
      return array;
    }

    @Override
    public double get(int node) {
      return array[node];
    }

    @Override
    public void set(int node, double value) {
      array[node] = (float) value;
    }

    @Override
    public int size() {
      return array.length;
    }
  }
}
