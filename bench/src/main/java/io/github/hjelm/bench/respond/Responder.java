package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.engine.Engine;
import io.github.hjelm.bench.engine.EngineRefusal;
import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.engine.FixedSamplers;
import io.github.hjelm.bench.stack.MemoryCounts;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Answers observations until its standard input closes. */
public final class Responder {

  /** The controller's own loop around its sampler, instead of an engine. */
  public static final String WHOLE_LOOP = "hjelm-loop";

  /** What is to be given back in the end. */
  private interface Computing extends AutoCloseable {
    @Override
    void close();
  }

  private final StackSetup setup;
  private final Vertx vertx;
  private final NettyMqttLink link;
  private final Computing computing;
  private final Answers answers;
  private final Handler<Void> answerAll;

  private Responder(ResponderOptions options)
      throws EngineRefusal, MqttRefusal, ObservationRefusal {
    setup = options.setup();
    String client = "hjelm-" + ProcessHandle.current().pid() + "-" + setup.firstRobot();
    MqttSettings settings =
        MqttSettings.of("tcp://" + setup.host() + ":" + setup.port()).withClientId(client);
    MonotonicClock clock = MonotonicClock.system();
    loadAhead(options);
    vertx = EventLoops.create(1);
    boolean made = false;
    try {
      link = new NettyMqttLink(vertx, settings, clock);
      if (options.engine().equals(WHOLE_LOOP)) {
        FewStepSampler sampler = sampler(setup);
        computing = sampler::close;
        answers = new LoopAnswers(setup, sampler, link, clock);
      } else {
        Engine engine = engine(options);
        computing = engine::close;
        answers = new RobotAnswers(setup, link, engine, clock);
      }
      made = true;
    } finally {
      if (!made) {
        vertx.close();
      }
    }
    answerAll = now -> answers.answer();
  }

  /** A library as large as TensorFlow's loads as long as everything else together. */
  private static void loadAhead(ResponderOptions options) throws EngineRefusal {
    if (options.setup().model().isPresent()) {
      String engine = options.engine();
      (engine.equals(WHOLE_LOOP) ? Engines.HJELM : Engines.of(engine)).loadAhead();
    }
  }

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(ResponderOptions.parse(List.of(arguments)), System.in, System.out);
    } catch (IllegalArgumentException | EngineRefusal | MqttRefusal | ObservationRefusal e) {
      // Whoever started it shows the last line.
      System.err.println(e.getMessage());
    }
  }

  private static void run(ResponderOptions options, InputStream in, PrintStream out)
      throws IOException, EngineRefusal, MqttRefusal, ObservationRefusal {
    if (options.check()) {
      engine(options).close();
      out.println(options.engine() + " answers as it should");
      return;
    }
    Responder responder = new Responder(options);
    try (BufferedReader questions =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      responder.subscribe();
      out.println("ready");
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        if (line.equals(MemoryCounts.WORD)) {
          out.println(MemoryCounts.ofThisProcess().line());
        }
      }
    } finally {
      responder.close();
    }
  }

  private static Engine engine(ResponderOptions options) throws EngineRefusal {
    StackSetup setup = options.setup();
    return setup.model().isPresent()
        ? Engines.of(options.engine()).open(setup.model().get(), setup.robots())
        : Engines.echo(setup.observations(), setup.actions());
  }

  private static FewStepSampler sampler(StackSetup setup) throws EngineRefusal {
    return setup.model().isPresent()
        ? FixedSamplers.of(setup.model().get())
        : FixedSamplers.echo(setup.observations(), setup.actions());
  }

  private void subscribe() throws MqttRefusal {
    List<CompletableFuture<Void>> granted = new ArrayList<>();
    for (int i = 0; i < setup.robots(); i++) {
      String filter = BenchTopics.observation(setup.firstRobot() + i);
      granted.add(link.subscribe(filter, this::onMessage).toCompletableFuture());
    }
    granted.add(link.connect().toCompletableFuture());
    try {
      CompletableFuture.allOf(granted.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof MqttRefusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  private void onMessage(MessageView message) {
    if (answers.take(message)) {
      link.loop().runOnContext(answerAll);
    }
  }

  private void close() {
    link.close();
    vertx.close().await();
    computing.close();
  }
}
