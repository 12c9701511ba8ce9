package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

class HjelmTest {

  private static CommandLine line() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true);
    return Hjelm.line(nowhere, nowhere, Terminal.NONE);
  }

  static Set<String> commands() {
    return new TreeSet<>(line().getSubcommands().keySet());
  }

  @Test
  void helpListsExactlyTheCommandsThereAre() {
    Outcome help = Outcome.of("--help");
    assertEquals(Hjelm.DONE, help.exitCode());
    // A command stands after two blanks and before its description.
    Set<String> listed =
        Pattern.compile("(?m)^ {2}([a-z]+) {2,}\\S")
            .matcher(help.out())
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(commands(), listed);
  }

  @Test
  void nothingAtAllShowsTheSameHelp() {
    assertEquals(Outcome.of("--help"), Outcome.of());
  }

  @Test
  void versionNamesTheProgramAndJava() {
    Outcome version = Outcome.of("--version");
    assertEquals(Hjelm.DONE, version.exitCode());
    assertTrue(version.out().startsWith("hjelm "), version::out);
    assertTrue(version.out().contains(System.getProperty("java.version")), version::out);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    Outcome help = Outcome.of(command, "--help");
    assertEquals(Hjelm.DONE, help.exitCode());
    assertTrue(help.out().startsWith("Usage: hjelm " + command), help::out);
    assertEquals("", help.err());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandRefusesUnknownOptionsInOneSentence(String command) {
    assertRefused("'--no-such-option' is not an option of " + command, command, "--no-such-option");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "DOCTOR",
        "doctor\u0000",
        "",
        " ",
        "-",
        "--",
        "--x=",
        "@file",
        "ø",
        "demo;ls"
      })
  void nonsenseIsRefusedInOneSentence(String nonsense) {
    Outcome outcome = Outcome.of(nonsense, "more");
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertOneSentence(outcome);
  }

  @Test
  void misspeltWordsAreRecognised() {
    assertRefused("did you mean doctor?", "docter");
    assertRefused("did you mean --broker?", "doctor", "--brocker", "tcp://127.0.0.1:1");
  }

  @Test
  void brokenBrokerAddressIsRefusedBeforeAnythingRuns() {
    assertRefused("Broker address 'http://x'", "doctor", "--broker", "http://x");
  }

  @Test
  void testIsTheLaunchers() {
    assertRefused("./hjelm test", "test");
  }

  private static void assertRefused(String saying, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertOneSentence(outcome);
  }

  private static void assertOneSentence(Outcome outcome) {
    assertEquals("", outcome.out());
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertTrue(outcome.err().startsWith("hjelm: "), outcome::err);
    assertFalse(outcome.err().contains("Exception"), outcome::err);
  }

  /** A command that throws what it is told to. */
  @Command(name = "failing")
  record Failing(Exception thrown) {}

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new InputRefusal("no such robot"), 2, "hjelm: no such robot"),
        Arguments.of(
            new ExecutionException(
                new MqttRefusal(
                    MqttRefusal.Kind.REFUSED, "The broker says no.", new IOException())),
            2,
            "hjelm: The broker says no."),
        Arguments.of(new IllegalArgumentException("3 is not even"), 2, "hjelm: 3 is not even"),
        Arguments.of(
            new CompletionException(new UncheckedIOException(new NoSuchFileException("a.txt"))),
            2,
            "hjelm: there is no file a.txt; check the path."),
        Arguments.of(
            new AccessDeniedException("b.txt"),
            2,
            "hjelm: no permission for the file b.txt; choose another or change its owner."),
        Arguments.of(new IOException("disk full\nat sector 3"), 2, "hjelm: disk full"),
        Arguments.of(new IOException(), 2, "hjelm: IOException"),
        Arguments.of(
            new IllegalStateException("impossible"),
            1,
            "hjelm: a defect in Hjelm: IllegalStateException (impossible) at "
                + HjelmTest.class.getName()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureIsOneSentence(Exception thrown, int exitCode, String sentence) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new Failing(thrown));
    command.setErr(new PrintWriter(err));
    ParseResult nothing = ParseResult.builder(command.getCommandSpec()).build();
    assertEquals(exitCode, ErrorSentences.failure(thrown, command, nothing));
    assertTrue(err.toString().startsWith(sentence), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }
}
