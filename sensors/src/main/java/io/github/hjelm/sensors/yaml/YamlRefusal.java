package io.github.hjelm.sensors.yaml;

import java.io.Serial;

/** Why a file was not accepted: one sentence for the user, saying what, where and what to do. */
public final class YamlRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What kind of mistake it is. */
  public enum Reason {
    /** The file does not exist, or may not be read. */
    UNREADABLE,
    /** More text, nesting or repetition than any sensible file has. */
    TOO_LARGE,
    /** The bytes are not UTF-8, or hold control characters. */
    ENCODING,
    /** There is nothing in it. */
    EMPTY,
    /** It is not YAML. */
    SYNTAX,
    /** YAML that only invites mistakes: tags, several documents, keys that are not text, cycles. */
    NOT_ALLOWED,
    /** The same key twice in one map. */
    DUPLICATE_KEY,
    /** A key that must be there is not. */
    MISSING_KEY,
    /** A key that nobody reads, most likely a typing error. */
    UNKNOWN_KEY,
    /** A text where a number is needed, a list where a map is needed, and so on. */
    WRONG_TYPE,
    /** The right type, but not finite, or outside its limits, or not one of the choices. */
    OUT_OF_RANGE,
    /** A list or matrix of the wrong length. */
    WRONG_SIZE,
    /** A formula that cannot be read. */
    FORMULA,
    /** Each value is fine by itself, but together they make no sense. */
    CONTRADICTION
  }

  private final Reason reason;
  private final String sentence;

  public YamlRefusal(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
    this.sentence = sentence;
  }

  public YamlRefusal(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
    this.sentence = sentence;
  }

  public Reason reason() {
    return reason;
  }

  /** The message, which always is there. */
  public String sentence() {
    return sentence;
  }
}
