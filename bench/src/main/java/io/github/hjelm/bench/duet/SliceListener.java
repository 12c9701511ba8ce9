package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.SliceReading;
import java.io.IOException;

/** Is told of each slice once it has been read; between slices, never during one. */
@FunctionalInterface
public interface SliceListener {

  /** Somebody's slice. */
  void read(Contestant whose, RoundLine line, SliceReading reading) throws IOException;
}
