package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The highest rate that each contestant keeps up with. */
public final class CapacitySearch {

  /** Share of observations that may go without a command in time. */
  public static final double MAY_MISS = 1e-3;

  /** Who misses that many is not asked faster still. */
  private static final double HOPELESS = 0.2;

  /**
   * What a contestant showed at a rate.
   *
   * @param rateHz observations per second
   * @param missRatio share without a command in time
   * @param commands how many observations counted
   * @param quietMissRatio share in slices in which the machine left it alone; NaN when in none
   * @param quietCommands how many observations of those counted
   * @param generatorLate whether the bench itself was too late for the rate to mean anything
   */
  public record Point(
      double rateHz,
      double missRatio,
      long commands,
      double quietMissRatio,
      long quietCommands,
      boolean generatorLate) {

    boolean kept() {
      return !generatorLate && missRatio <= MAY_MISS;
    }

    boolean hadQuiet() {
      return quietCommands > 0;
    }

    boolean keptWhenQuiet() {
      return !generatorLate && quietMissRatio <= MAY_MISS;
    }
  }

  private final Rig rig;
  private final Traffic traffic;
  private final Random random;
  private final SliceListener listener;

  public CapacitySearch(Rig rig, Traffic traffic, Random random, SliceListener listener) {
    this.rig = rig;
    this.traffic = traffic;
    this.random = random;
    this.listener = listener;
  }

  /**
   * Runs it.
   *
   * @param rounds slices per rate and contestant, and fewer when time is over
   * @param lastNs no rate but the first is tried after this time
   * @param progress is told each rate before it begins
   * @return points by contestant, in ascending rate
   */
  public Map<String, List<Point>> run(
      List<Contestant> contestants,
      List<Double> ratesHz,
      int rounds,
      long lastNs,
      DoubleConsumer progress)
      throws IOException, InterruptedException {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    contestants.forEach(contestant -> points.put(contestant.name(), new ArrayList<>()));
    for (double rateHz : ratesHz) {
      if (rateHz > ratesHz.get(0) && rig.clock().nanoTime() - lastNs >= 0) {
        return points;
      }
      progress.accept(rateHz);
      Traffic at = traffic.withRateHz(rateHz);
      List<Contestant> asked =
          contestants.stream()
              .filter(Contestant::ready)
              .filter(c -> of(points, c).stream().allMatch(p -> p.missRatio() < HOPELESS))
              .map(c -> new Contestant(c.name(), c.stack(), c.firstRobot()))
              .toList();
      new Duet(rig, at, random, listener).run(asked, rounds, lastNs, round -> {});
      for (Contestant one : asked) {
        of(points, one).add(point(one, at));
      }
    }
    return points;
  }

  private static List<Point> of(Map<String, List<Point>> points, Contestant one) {
    return points.computeIfAbsent(one.name(), name -> new ArrayList<>());
  }

  private static Point point(Contestant one, Traffic at) {
    boolean late = !Validity.complaints(one, at).isEmpty();
    Counts all = one.all().counts();
    Counts quiet = one.quiet().counts();
    return new Point(
        at.rateHz(),
        all.missRatio(),
        all.counted(),
        quiet.missRatio(),
        one.quiet().slices() == 0 ? 0 : quiet.counted(),
        late);
  }

  /** The highest rate up to which all were kept; 0 when not even the lowest was. */
  public static double highestHz(List<Point> points) {
    return highestHz(points.stream(), Point::kept);
  }

  /**
   * The same in slices in which the machine left the stack alone; a rate that had none says
   * nothing.
   */
  public static double highestWhenQuietHz(List<Point> points) {
    return highestHz(points.stream().filter(Point::hadQuiet), Point::keptWhenQuiet);
  }

  private static double highestHz(Stream<Point> ascending, Predicate<Point> kept) {
    return ascending.takeWhile(kept).mapToDouble(Point::rateHz).max().orElse(0);
  }
}
