package io.github.hjelm.controller.bundle;

import java.util.regex.Pattern;

/** The names that a bundle knows, and which names its files may have. */
public final class BundlePaths {

  public static final String MANIFEST = "manifest.json";
  public static final String SIGNATURE = "manifest.sig";
  public static final String POLICY = "policy";
  public static final String SAVED_MODEL = POLICY + "/saved_model.pb";
  public static final String GOLDEN = "golden.npz";
  public static final String CERTIFICATE = "certificate";
  public static final String TASK = "task";
  public static final String REPORT = "report.json";
  public static final String REPORT_PAGE = "report.html";

  private static final int MAX_LENGTH = 200;

  /** No part begins with a dot: none leads upwards, and none is hidden. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,3}");

  private BundlePaths() {}

  /** Whether a file of a bundle may be called so. */
  public static boolean isPath(String path) {
    return path.length() <= MAX_LENGTH
        && PATH.matcher(path).matches()
        && !path.equals(MANIFEST)
        && !path.equals(SIGNATURE);
  }
}
