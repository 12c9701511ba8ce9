package io.github.hjelm.bench.jmh;

import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.JsonCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Writing and reading one frame of 32 values, in each codec. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

  private static final int VALUES = 32;

  /** A codec by its name; {@code signed} is the binary one with a key. */
  @Param({"binary", "binary-float32", "signed", "json"})
  public String codec = "binary";

  private final byte[] written = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final byte[] sensorBytes = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final byte[] commandBytes = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final SensorFrame sensor = new SensorFrame();
  private final CommandFrame command = new CommandFrame();
  private final SensorFrame readSensor = new SensorFrame();
  private final CommandFrame readCommand = new CommandFrame();
  private FrameCodec subject = new BinaryCodec();
  private int sensorLength;
  private int commandLength;

  /** Runs the benchmark, its allocations too; takes JMH's own options. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(CodecBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  @Setup
  public void fill() {
    subject =
        switch (codec) {
          case "binary-float32" -> new BinaryCodec(ValueWidth.FLOAT32, Optional.empty());
          case "signed" ->
              new BinaryCodec(
                  ValueWidth.FLOAT64, Optional.of(CommandKey.ofHex("0123456789abcdef".repeat(4))));
          case "json" -> new JsonCodec();
          default -> new BinaryCodec();
        };
    sensor.robotName().set("amr-1");
    sensor.sensorName().set("pose");
    sensor.setEpoch(1).setSequence(1).setStampNs(1).resize(VALUES);
    command.robotName().set("amr-1");
    command.setEpoch(1).setSequence(1).setVerdict(Verdict.PASSED).resize(VALUES);
    for (int i = 0; i < VALUES; i++) {
      sensor.setValue(i, Math.sin(i + 1));
      command.setValue(i, Math.cos(i + 1));
    }
    sensorLength = subject.encode(sensor, sensorBytes);
    commandLength = subject.encode(command, commandBytes);
    if (!decodeSensor().accepted() || !decodeCommand().accepted()) {
      throw new IllegalStateException(subject.name() + " does not read what it writes");
    }
  }

  @Benchmark
  public int encodeSensor() {
    return subject.encode(sensor, written);
  }

  @Benchmark
  public int encodeCommand() {
    return subject.encode(command, written);
  }

  @Benchmark
  public FrameOutcome decodeSensor() {
    return subject.decode(sensorBytes, sensorLength, readSensor);
  }

  @Benchmark
  public FrameOutcome decodeCommand() {
    return subject.decode(commandBytes, commandLength, readCommand);
  }
}
