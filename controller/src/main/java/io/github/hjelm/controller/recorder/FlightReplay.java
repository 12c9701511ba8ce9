package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotText;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Flights computed again from their records, by the classes that flew them. */
public final class FlightReplay {

  private static final int SHOWN_DIGITS = 12;

  /**
   * What a replay needs beside the record.
   *
   * @param bundles where they lie now; where it lay then when there are none
   * @param key what frames and commands are signed with, where they are
   * @param build of this Hjelm
   */
  public record Means(
      CertifiedGames games,
      RankingSource rankings,
      List<Path> bundles,
      Optional<CommandKey> key,
      String build) {

    public Means {
      bundles = List.copyOf(bundles);
    }
  }

  private final Means means;
  private final CycleReader reader;

  /**
   * @param reader is told what the record holds
   */
  public FlightReplay(Means means, CycleReader reader) {
    this.means = means;
    this.reader = reader;
  }

  /** Files of one flight, in order. */
  private record Flight(FlightIdentity identity, List<Path> files) {}

  /**
   * Replays a file, or every flight in a folder.
   *
   * @return one report for each flight
   */
  public List<FlightReport> replay(Path fileOrFolder)
      throws FlightRefusal, BundleRefusal, FleetRefusal, YamlRefusal {
    List<FlightReport> reports = new ArrayList<>();
    for (Flight flight : flights(fileOrFolder)) {
      FlightReport report = replay(flight);
      if (report.cycles() > 0) {
        reports.add(report);
      }
    }
    if (reports.isEmpty()) {
      throw new FlightRefusal(
          fileOrFolder + " holds no whole cycle: it was cut off before the first");
    }
    return reports;
  }

  private static List<Flight> flights(Path fileOrFolder) throws FlightRefusal {
    Map<String, Flight> flights = new TreeMap<>();
    for (Path file : files(fileOrFolder)) {
      FlightIdentity.Placed placed = FlightSegment.read(file).identity();
      if (placed != null) {
        FlightIdentity identity = placed.identity();
        flights
            .computeIfAbsent(
                identity.robot() + " " + identity.flight(),
                name -> new Flight(identity, new ArrayList<>()))
            .files()
            .add(file);
      }
    }
    return new ArrayList<>(flights.values());
  }

  private static List<Path> files(Path fileOrFolder) throws FlightRefusal {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> all = Files.list(fileOrFolder)) {
      List<Path> files =
          all.filter(file -> SegmentName.of(file).isPresent())
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      if (files.isEmpty()) {
        throw new FlightRefusal(
            "there is no flight record in " + fileOrFolder + ": name the recorder's folder");
      }
      return files;
    } catch (IOException e) {
      throw new FlightRefusal(fileOrFolder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private FlightReport replay(Flight flight)
      throws FlightRefusal, BundleRefusal, FleetRefusal, YamlRefusal {
    FlightIdentity identity = flight.identity();
    Path where = flight.files().get(0);
    if (identity.signed() && means.key().isEmpty()) {
      throw new FlightRefusal(
          where + " is of a robot whose frames are signed: name the key's file with --key");
    }
    Optional<CommandKey> key = identity.signed() ? means.key() : Optional.empty();
    try (Bundle bundle = bundle(identity, where)) {
      RobotConfig config =
          RobotText.read(where.toString(), identity.configText(), bundle.source(), key);
      try (FlightEngine engine = new FlightEngine(identity, config, bundle, means, reader)) {
        for (Path file : flight.files()) {
          engine.play(FlightSegment.read(file));
        }
        return engine.report(ThisMachine.describe(means.build(), config.policy().engine()));
      }
    }
  }

  /** The one that was flown, by its hash. */
  private Bundle bundle(FlightIdentity identity, Path where) throws FlightRefusal, BundleRefusal {
    FlightIdentity.BundleLabel flown = identity.bundle();
    List<Path> candidates =
        means.bundles().isEmpty() ? List.of(Path.of(flown.source())) : means.bundles();
    for (Path path : candidates) {
      if (!Files.exists(path)) {
        throw new FlightRefusal(
            "%s was flown with bundle %s, which is not at %s: name it with --bundle"
                .formatted(where, identity.bundleText(), path));
      }
      Bundle bundle = Bundle.open(path, BundleKeys.none());
      if (bundle.sha256().equals(flown.sha256())) {
        return bundle;
      }
      bundle.close();
    }
    throw new FlightRefusal(
        "%s was flown with bundle %s of sha256 %s…, and %s is another one: name the one that was flown with --bundle"
            .formatted(
                where,
                identity.bundleText(),
                flown.sha256().substring(0, SHOWN_DIGITS),
                candidates.get(candidates.size() - 1)));
  }
}
