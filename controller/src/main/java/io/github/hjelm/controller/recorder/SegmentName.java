package io.github.hjelm.controller.recorder;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a segment's file is called: robot, when it was begun, and which of its flight it is. Names
 * of one robot sort by time.
 */
record SegmentName(String robot, long beganMs, int number) {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT);
  private static final Pattern NAME =
      Pattern.compile(
          "(.+)-(\\d{8}T\\d{6}\\.\\d{3}Z)-(\\d{6})" + Pattern.quote(FlightLayout.SUFFIX));

  static String stamp(long wallMs) {
    return STAMP.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(wallMs), ZoneOffset.UTC));
  }

  /** What a file's name says; empty when it is none of ours. */
  static Optional<SegmentName> of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      long ms = LocalDateTime.parse(name.group(2), STAMP).toInstant(ZoneOffset.UTC).toEpochMilli();
      return Optional.of(new SegmentName(name.group(1), ms, Integer.parseInt(name.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Path in(Path folder) {
    return folder.resolve(
        String.format(
            Locale.ROOT, "%s-%s-%06d%s", robot, stamp(beganMs), number, FlightLayout.SUFFIX));
  }
}
