package io.github.hjelm.controller.dashboard;

import io.github.hjelm.sensors.robot.RobotCatalog;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of the page in all sizes, light and dark, for people to look at. */
final class DashboardShots {

  private DashboardShots() {}

  /** Into the folder that is named; further arguments choose sizes. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int warmMs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9000;
    try (DashboardHarness harness = DashboardHarness.start(0, true, true);
        HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.size(1400, 900);
      chromium.open(harness.address());
      chromium.await("document.body.dataset.state === 'live'");
      for (char key : new char[] {'P', 'K', 'B', 'S'}) {
        Thread.sleep(warmMs / 4);
        chromium.press(key);
      }
      Thread.sleep(warmMs / 8);
      for (String scheme : new String[] {"light", "dark"}) {
        chromium.prefer("prefers-color-scheme", scheme);
        for (int[] size : new int[][] {{1400, 900}, {800, 600}, {390, 844}}) {
          chromium.size(size[0], size[1]);
          Thread.sleep(900);
          String name = size[0] + "x" + size[1] + "-" + scheme;
          chromium.screenshot(folder.resolve(name + ".png"), false);
          if (size[0] < 1000) {
            chromium.screenshot(folder.resolve(name + "-whole.png"), true);
          }
        }
      }
      chromium.complaints().forEach(System.out::println);
    }
    states(folder);
    robots(folder);
  }

  private static void states(Path folder) throws Exception {
    try (HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.size(1400, 900);
      try (DashboardHarness harness = DashboardHarness.start(0, false, false)) {
        chromium.open(harness.address());
        chromium.await("document.body.dataset.state === 'live'");
        Thread.sleep(2500);
        chromium.screenshot(folder.resolve("uncertified.png"), false);
      }
      chromium.await("document.body.dataset.state === 'lost'");
      chromium.screenshot(folder.resolve("lost.png"), false);
    }
  }

  private static void robots(Path folder) throws Exception {
    try (HeadlessChromium chromium = new HeadlessChromium()) {
      chromium.size(1100, 700);
      for (String robot : RobotCatalog.names()) {
        try (DashboardHarness harness = DashboardHarness.start(robot)) {
          chromium.open(harness.address());
          chromium.await("document.body.dataset.state === 'live'");
          Thread.sleep(1800);
          chromium.screenshot(folder.resolve("robot-" + robot + ".png"), false);
        }
      }
      chromium.complaints().forEach(System.out::println);
    }
  }
}
