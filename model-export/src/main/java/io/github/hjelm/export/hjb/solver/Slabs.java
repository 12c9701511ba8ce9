package io.github.hjelm.export.hjb.solver;

/** How the slices along axis 0 are dealt out. */
final class Slabs {

  /**
   * Slabs per thread: more even out a core that another program disturbs, fewer repeat less of the
   * halo that each slab derives again.
   */
  private static final int PER_THREAD = 3;

  private Slabs() {}

  static int slicesPerSlab(int slices, int threads) {
    int slabs = threads == 1 ? 1 + slices / 16 : PER_THREAD * threads;
    return Math.max(1, (slices + slabs - 1) / slabs);
  }
}
