package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.BrokerConfig;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.RobotNode;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The two sides of a demonstration that a bundle decides: the robot of its task, in a world that
 * pushes as hard as the certificate covers, and the controller of that robot.
 */
record Flown(Path bundle, Task task, SimulatedRobot sim, SimSettings settings) {

  /** Fast enough that a controller sees a robot move, slow enough for any laptop. */
  private static final double LEAST_RATE_HZ = 100;

  /** Reads a bundle for what it says of its task. */
  static Flown of(Path bundle, long seed) throws Refusal, BundleRefusal, RobotRefusal, SimRefusal {
    BundleManifest manifest = Bundle.manifest(bundle);
    Task task = TaskCatalog.standard().task(manifest.task().name(), manifest.task().settings());
    double rateHz = TaskRobot.rateHz(task, LEAST_RATE_HZ);
    SimSettings settings =
        SimSettings.of(
            task.name(), Map.of("rate", Double.toString(rateHz), "seed", Long.toString(seed)));
    SimulatedRobot sim =
        TaskRobot.simulated(
            task,
            RobotCatalog.create(manifest.robot().model(), manifest.robot().parameters()),
            settings);
    return new Flown(bundle, task, sim, settings);
  }

  /** Connects the robot, which says so itself should it be lost. */
  OpenLink connect(LocalBroker broker) throws MqttRefusal {
    return OpenLink.connect(
        Transport.NETTY,
        MqttSettings.of(broker.uri())
            .withLastWill(
                RobotNode.lastWill(
                    sim.robot(),
                    settings,
                    RobotSession.codecs(settings).get(),
                    WallClock.system())));
  }

  /** The robot on a link. */
  TaskRobot robot(MqttLink link) throws SimRefusal {
    return new TaskRobot(
        task,
        sim,
        RobotSession.codecs(settings),
        link,
        MonotonicClock.system(),
        WallClock.system());
  }

  /** The robot follows a command from its next control period on. */
  ControllerConfig config(LocalBroker broker, long seed, PolicyEngine engine) throws MqttRefusal {
    RobotConfig robot = RobotConfig.of(task.name(), bundle).withRate(settings.rateHz());
    RobotConfig delayed =
        robot.with(robot.commands().withActingDelay(Duration.ofNanos(settings.periodNs())));
    // Who is to be shoved is not to stand still for good after the first time.
    RobotConfig lenient = delayed.with(delayed.safety().with(MismatchRule.WARN));
    return ControllerConfig.of(
        BrokerConfig.of(broker.uri()),
        List.of(lenient.with(lenient.policy().withSeed(seed).with(engine))));
  }
}
