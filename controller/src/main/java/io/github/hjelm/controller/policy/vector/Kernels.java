package io.github.hjelm.controller.policy.vector;

/** Makes products, and says how rows have to lie for them. */
interface Kernels {

  /** The module with which Java says what to compute in vector registers. */
  String MODULE = "jdk.incubator.vector";

  /** A product of so many rows with a matrix. */
  Product product(Matrix matrix, int rows);

  /** Floats from one row of so many columns to the next. */
  int stride(int columns);

  /** What computes, in words. */
  String words();

  /** The fastest that this process has. */
  static Kernels best() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? new LaneKernels()
        : new PlainKernels();
  }
}
