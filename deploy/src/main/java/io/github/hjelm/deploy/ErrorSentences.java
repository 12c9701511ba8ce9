package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.record.RecordingRefusal;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.yaml.Spelling;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns exceptions into sentences and exit codes. */
final class ErrorSentences {

  private ErrorSentences() {}

  /** picocli could not make sense of the arguments. */
  static int wrongUsage(ParameterException thrown, String[] arguments) {
    CommandLine command = thrown.getCommandLine();
    say(command.getErr(), usageSentence(thrown, command));
    return Hjelm.WRONG_INPUT;
  }

  private static String usageSentence(ParameterException thrown, CommandLine command) {
    String help = "./" + command.getCommandSpec().qualifiedName() + " --help";
    // A word that is too many goes before one that is missing: it may be the missing one, misspelt.
    List<String> tooMany = command.getUnmatchedArguments();
    if (!tooMany.isEmpty()) {
      return unknownSentence(new UnmatchedArgumentException(command, tooMany), command, help);
    }
    return firstLine(thrown) + "; " + help + " explains it.";
  }

  private static String unknownSentence(
      UnmatchedArgumentException thrown, CommandLine command, String help) {
    String word = thrown.getUnmatched().get(0);
    // picocli goes on to proposals that are not alike at all.
    Optional<String> meant = Spelling.nearest(word, thrown.getSuggestions());
    boolean isRoot = command.getParent() == null;
    String what = word.startsWith("-") ? "an option" : isRoot ? "a command" : "an argument";
    return "'"
        + word
        + "' is not "
        + what
        + (isRoot ? "" : " of " + command.getCommandName())
        + "; "
        + meant.map(proposal -> "did you mean " + proposal + "? ").orElse("")
        + help
        + (isRoot ? " lists the commands." : " explains it.");
  }

  /** A command threw. */
  static int failure(Exception thrown, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    Throwable cause = unwrapped(thrown);
    if ("1".equals(System.getenv("HJELM_TRACE"))) {
      cause.printStackTrace(err);
    }
    if (isInput(cause)) {
      say(err, inputSentence(cause));
      return Hjelm.WRONG_INPUT;
    }
    say(err, defectSentence(cause));
    return Hjelm.NO;
  }

  /** The same where the command goes on: what went wrong, in one sentence. */
  static String sentence(Exception thrown) {
    Throwable cause = unwrapped(thrown);
    return isInput(cause) ? inputSentence(cause) : defectSentence(cause);
  }

  /** Whether the user can mend it. What these say was written for the user. */
  private static boolean isInput(Throwable cause) {
    return cause instanceof InputRefusal
        || cause instanceof MqttRefusal
        || cause instanceof RecordingRefusal
        || cause instanceof RobotRefusal
        || cause instanceof SimRefusal
        || cause instanceof TableRefusal
        || cause instanceof SolveRefusal
        || cause instanceof Refusal
        || cause instanceof BundleRefusal
        || cause instanceof FleetRefusal
        || cause instanceof FlightRefusal
        || cause instanceof ObservationRefusal
        || cause instanceof SamplerRefusal
        || cause instanceof YamlRefusal
        || cause instanceof IllegalArgumentException
        || cause instanceof IOException;
  }

  private static String inputSentence(Throwable cause) {
    if (cause instanceof NoSuchFileException e) {
      return "there is no file " + e.getFile() + "; check the path.";
    }
    if (cause instanceof AccessDeniedException e) {
      return "no permission for the file " + e.getFile() + "; choose another or change its owner.";
    }
    if (cause instanceof FileAlreadyExistsException e) {
      return "the file " + e.getFile() + " exists already; remove it or choose another.";
    }
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return "the file " + e.getFile() + " cannot be used: " + e.getReason() + ".";
    }
    return firstLine(cause);
  }

  private static String defectSentence(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return "a defect in Hjelm: "
        + cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : " (" + firstLine(cause) + ")")
        + (trace.length == 0 ? "" : " at " + trace[0])
        + "; HJELM_TRACE=1 shows the whole trace for a report.";
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof UncheckedIOException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse("").strip();
  }

  private static void say(PrintWriter err, String sentence) {
    err.println("hjelm: " + sentence);
    err.flush();
  }
}
