package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.SettledChange;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.time.AwakeProcessors;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hjelm run}. */
@Command(
    name = "run",
    description = {
      "The controller, against your broker.",
      "Or what its flight recorder kept, computed again bit for bit."
    },
    footer = {
      "",
      "deploy/examples/controller.yaml says all that can be set, with its defaults.",
      "It runs until Ctrl-C. Exit code 1 when no command left; of a replay, when one differs."
    })
final class RunCommand implements Callable<Integer> {

  private static final long STATUS_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Work work = new Work();

  /** What it does: either flies or replays. */
  static final class Work {

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Broker, robots and the rest, as YAML.")
    private @Nullable Path config;

    @Option(
        names = "--replay",
        paramLabel = "PATH",
        description = "A file of the flight recorder, or its folder.")
    private @Nullable Path replay;
  }

  @Mixin private FlightPlayback playback = new FlightPlayback();

  @Option(
      names = "--uncertified",
      description = "Fly bundles without a certificate too: nothing vouches for their commands.")
  private boolean uncertified;

  @Option(
      names = "--awake",
      description = {
        "Keep the processors from sleeping between observations: commands leave earlier, and power",
        "is used. Needs the right to write /dev/cpu_dma_latency."
      })
  private boolean awake;

  @Option(names = "--seconds", paramLabel = "N", description = "End after so long.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the summary as JSON at the end.")
  private @Nullable Path json;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Append what happens to each robot, one JSON object a line.")
  private @Nullable Path log;

  RunCommand(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public Integer call()
      throws YamlRefusal, MqttRefusal, BundleRefusal, FleetRefusal, FlightRefusal, IOException {
    if (work.replay != null) {
      boolean isSame = playback.play(work.replay, json, out, err, terminal);
      return isSame ? Hjelm.DONE : Hjelm.NO;
    }
    if (work.config == null || playback.isAskedFor()) {
      throw new InputRefusal("--bundle, --key and --cycles belong to --replay; see run --help");
    }
    return fly(work.config);
  }

  private int fly(Path config)
      throws YamlRefusal, MqttRefusal, BundleRefusal, FleetRefusal, FlightRefusal, IOException {
    SettledChange file = new SettledChange(config);
    ControllerConfig read = uncertified(ControllerConfig.read(config));
    if (read.robots().stream().anyMatch(RunCommand::needsTensorFlow)) {
      TensorFlowRuntime.loadAhead();
    }
    try (RunTime time = new RunTime(seconds, MonotonicClock.system());
        Closing closing = new Closing()) {
      if (awake) {
        out.println("processors " + closing.later(AwakeProcessors.keep()).standing());
      }
      @Nullable EventLines lines =
          log == null ? null : closing.later(EventLines.appendingTo(log, WallClock.system()));
      FlightRecorders recorders =
          read.recorder().isPresent()
              ? closing.later(
                  FlightRecorders.start(
                      read.recorder().get(),
                      new VersionText().getVersion()[0],
                      WallClock.system(),
                      problem -> err.println("hjelm: " + problem)))
              : null;
      ControllerSession session =
          closing.later(ControllerSession.start(read, UnaryOperator.identity(), recorders));
      Optional<RobotPages> pages =
          read.dashboard().map(dashboard -> closing.later(new RobotPages(dashboard, session)));
      introduce(session, session.members(), pages);
      while (time.goOn(STATUS_PERIOD_NS)) {
        session.members().forEach(member -> out.println(line(member)));
        if (file.look()) {
          follow(config, session, pages);
        }
        session.look();
        List<String> said = session.said();
        said.forEach(out::println);
        if (lines != null) {
          said.forEach(lines::say);
          write(lines, session);
        }
      }
      if (lines != null) {
        write(lines, session);
      }
      return finish(session.members());
    }
  }

  private void write(EventLines lines, ControllerSession session) {
    for (FleetMember member : session.members()) {
      lines.write(member.config().name(), session.events(member));
    }
    String problem = lines.flush();
    if (problem != null) {
      err.println("hjelm: " + problem);
    }
  }

  private static boolean needsTensorFlow(RobotConfig robot) {
    return robot.policy().engine() == PolicyEngine.TENSORFLOW;
  }

  /** The file was changed. What cannot be meant changes nothing. */
  private void follow(Path config, ControllerSession session, Optional<RobotPages> pages) {
    List<FleetMember> before = List.copyOf(session.members());
    try {
      session.follow(uncertified(ControllerConfig.read(config))).forEach(out::println);
      introduce(
          session,
          session.members().stream().filter(member -> !before.contains(member)).toList(),
          pages);
    } catch (Exception e) {
      err.println("hjelm: " + ErrorSentences.sentence(e));
    }
  }

  private ControllerConfig uncertified(ControllerConfig read) {
    if (!uncertified) {
      return read;
    }
    List<RobotConfig> robots =
        read.robots().stream()
            .map(robot -> robot.with(robot.safety().withUncertified(true)))
            .toList();
    return read.with(robots);
  }

  private void introduce(
      ControllerSession session, List<FleetMember> members, Optional<RobotPages> pages)
      throws FleetRefusal, YamlRefusal {
    if (pages.isPresent()) {
      pages.get().follow(session.members());
    }
    for (FleetMember member : members) {
      introduce(member);
      pages.ifPresent(all -> out.println("         watch it: " + all.address(member)));
    }
    session.beats().forEach(out::println);
  }

  private void introduce(FleetMember member) {
    out.println(
        "%s: %s %s, policy lane: %s; %s"
            .formatted(
                member.config().name(),
                member.bundle().manifest().name(),
                member.bundle().manifest().version(),
                member.lane(),
                member.engine()));
    if (member.safety().certificate().isEmpty()) {
      err.println(
          "hjelm: UNCERTIFIED: nothing vouches for what robot %s is sent."
              .formatted(member.config().name()));
    }
  }

  private static String line(FleetMember member) {
    String standing =
        member.controlled().cycles() == 0
            ? "waits for the robot"
            : member.controlled().epoch().isFenced() ? "another controller drives" : "";
    return "%s: %d cycles %s %s"
        .formatted(
            member.config().name(),
            member.controlled().cycles(),
            member.vitals().verdicts(),
            standing)
        .stripTrailing();
  }

  private int finish(List<FleetMember> members) throws IOException {
    Map<String, ControlSummary> summaries = new LinkedHashMap<>();
    long commands = 0;
    for (FleetMember member : new ArrayList<>(members)) {
      ControlSummary summary = ControlSummary.of(member);
      commands += summary.commands();
      summaries.put(member.config().name(), summary);
    }
    if (json != null) {
      JsonFile.write(json, summaries);
    }
    return commands > 0 ? Hjelm.DONE : Hjelm.NO;
  }
}
