package io.github.hjelm.controller.reach;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the Python dictionary in a {@code .npy} header: three known keys, each once. */
final class NumpyDictionary {

  /** More digits than any count that fits. */
  private static final int MAX_DIGITS = 10;

  private final String text;
  private final String where;
  private int at;

  private @Nullable NumpyType type;
  private @Nullable List<Integer> shape;
  private boolean orderRead;

  NumpyDictionary(String text, String where) {
    this.text = text;
    this.where = where;
  }

  NumpyHeader header(int bytes) throws TableRefusal {
    expect('{');
    while (!accept('}')) {
      String key = string();
      expect(':');
      entry(key);
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    if (!text.substring(at).isBlank()) {
      throw malformed();
    }
    if (type == null || shape == null || !orderRead) {
      throw malformed();
    }
    return new NumpyHeader(type, shape, bytes);
  }

  private void entry(String key) throws TableRefusal {
    switch (key) {
      case "descr" -> {
        refuseTwice(type != null);
        type = typeOf(string());
      }
      case "fortran_order" -> {
        refuseTwice(orderRead);
        cOrder();
        orderRead = true;
      }
      case "shape" -> {
        refuseTwice(shape != null);
        shape = counts();
      }
      default -> throw malformed();
    }
  }

  private NumpyType typeOf(String code) throws TableRefusal {
    for (NumpyType candidate : NumpyType.values()) {
      if (candidate.code().equals(code)) {
        return candidate;
      }
    }
    throw new TableRefusal(
        where
            + " holds numbers of type '"
            + printable(code)
            + "', only '<f4' and '<f8' are read: save array.astype('<f4')");
  }

  private void cOrder() throws TableRefusal {
    skipSpace();
    if (text.startsWith("True", at)) {
      throw new TableRefusal(
          where + " is in Fortran order: save numpy.ascontiguousarray(array) instead");
    }
    if (!text.startsWith("False", at)) {
      throw malformed();
    }
    at += "False".length();
  }

  private List<Integer> counts() throws TableRefusal {
    List<Integer> counts = new ArrayList<>();
    long size = 1;
    expect('(');
    boolean comma = true;
    while (!accept(')')) {
      if (!comma) {
        throw malformed();
      }
      int count = count();
      counts.add(count);
      size *= count;
      if (counts.size() > NumpyHeader.MAX_AXES || size > Integer.MAX_VALUE) {
        throw new TableRefusal(
            where + " claims more than " + Integer.MAX_VALUE + " numbers, which is too large");
      }
      comma = accept(',');
    }
    // (5) is a number in Python, only (5,) is a shape.
    if (counts.isEmpty() || (counts.size() == 1 && !comma)) {
      throw malformed();
    }
    return counts;
  }

  private int count() throws TableRefusal {
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > MAX_DIGITS || text.charAt(start) == '0') {
      throw malformed();
    }
    long count = Long.parseLong(text, start, at, 10);
    if (count > Integer.MAX_VALUE) {
      throw malformed();
    }
    return (int) count;
  }

  private String string() throws TableRefusal {
    skipSpace();
    if (at >= text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
      throw malformed();
    }
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) {
      throw malformed();
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  private void expect(char wanted) throws TableRefusal {
    if (!accept(wanted)) {
      throw malformed();
    }
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
  }

  private void refuseTwice(boolean seen) throws TableRefusal {
    if (seen) {
      throw malformed();
    }
  }

  private static String printable(String code) {
    String ascii = code.replaceAll("[^ -~]", "?");
    return ascii.length() > 20 ? ascii.substring(0, 20) + "..." : ascii;
  }

  private TableRefusal malformed() {
    return new TableRefusal(
        where
            + " has a malformed .npy header (character "
            + at
            + "): write it with numpy.save, as an array of one or more axes");
  }
}
