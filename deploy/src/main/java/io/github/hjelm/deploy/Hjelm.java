package io.github.hjelm.deploy;

import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The {@code hjelm} command line.
 *
 * <p>Exit codes: 0 done; 1 it ran, and the answer is no; 2 wrong usage or input. Java adds 130 for
 * Ctrl-C.
 */
@Command(name = "hjelm", versionProvider = VersionText.class)
public final class Hjelm implements Runnable {

  static final int DONE = 0;
  static final int NO = 1;
  static final int WRONG_INPUT = 2;

  private final PrintStream out;

  private Hjelm(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    quietLibraries();
    // Said by the launcher where a policy is likely to be flown; a command loads what else it
    // needs.
    if (System.getProperty("hjelm.tensorflow", "").equals("ahead")) {
      TensorFlowRuntime.loadAhead();
    }
    // Pictures are drawn into files; a screen is neither needed nor looked for.
    System.setProperty("java.awt.headless", "true");
    System.exit(run(out, err, Terminal.ofLauncher(), arguments));
  }

  private static void quietLibraries() {
    try (InputStream settings = Hjelm.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintStream out, PrintStream err, Terminal terminal, String... arguments) {
    var commands = commands(out, err, terminal, ProblemCatalog.standard());
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      // To describe a dozen commands takes as long as a controller's first second lasts.
      commands.keySet().retainAll(List.of(arguments[0]));
    }
    return line(out, err, terminal, commands).execute(arguments);
  }

  /** The command line with all its commands. */
  static CommandLine line(PrintStream out, PrintStream err, Terminal terminal) {
    return line(out, err, terminal, commands(out, err, terminal, ProblemCatalog.standard()));
  }

  /** All commands by name, each made when it is needed: the only place that lists them. */
  static Map<String, Supplier<Object>> commands(
      PrintStream out, PrintStream err, Terminal terminal, ProblemCatalog problems) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("demo", () -> new DemoCommand(out, terminal));
    commands.put("doctor", () -> new DoctorCommand(out, terminal));
    commands.put("run", () -> new RunCommand(out, err, terminal));
    commands.put("solve", () -> new SolveCommand(out, terminal, problems));
    commands.put("train", () -> new TrainCommand(out, terminal, problems, TaskCatalog.standard()));
    commands.put("inspect", () -> new InspectCommand(out, problems));
    commands.put("verify", () -> new VerifyCommand(out, terminal, problems));
    commands.put("bench", () -> bench(out, terminal));
    commands.put("sim", () -> new SimCommand(out, terminal));
    commands.put("record", () -> new RecordCommand(out, terminal));
    commands.put("replay", () -> new ReplayCommand(out, terminal));
    commands.put("test", TestCommand::new);
    return commands;
  }

  /** With a command below it. */
  private static CommandLine bench(PrintStream out, Terminal terminal) {
    CommandLine compare = new CommandLine(new BenchCompareCommand(out));
    addHelp(compare);
    return new CommandLine(new BenchCommand(out, terminal)).addSubcommand(compare);
  }

  /** The command line with some of its commands. */
  static CommandLine line(
      PrintStream out, PrintStream err, Terminal terminal, Map<String, Supplier<Object>> commands) {
    CommandLine line = new CommandLine(new Hjelm(out));
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.getSubcommands().values().forEach(Hjelm::addHelp);
    addHelp(line);
    line.getCommandSpec()
        .addOption(flag("-V", "--version", "Say which build this is.").versionHelp(true).build());
    line.getCommandSpec().usageMessage().sectionKeys(List.of("help.txt"));
    line.getCommandSpec().usageMessage().sectionMap(Map.of("help.txt", help -> helpText()));
    // A word that begins with @ is a word, never a file of further arguments.
    // --transport netty reads better than NETTY, and both are taken.
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(ErrorSentences::wrongUsage);
    line.setExecutionExceptionHandler(ErrorSentences::failure);
    return line;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(flag("-h", "--help", "Explain this command.").usageHelp(true).build());
  }

  private static OptionSpec.Builder flag(String shortName, String longName, String description) {
    return OptionSpec.builder(shortName, longName)
        .arity("0")
        .type(boolean.class)
        .description(description);
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    out.print(helpText());
  }

  /** The same file that the launcher shows without starting Java. */
  static String helpText() {
    try (InputStream help = Hjelm.class.getResourceAsStream("help.txt")) {
      return new String(Objects.requireNonNull(help).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
