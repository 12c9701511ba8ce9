package io.github.hjelm.deploy.doctor;

import static java.util.Locale.ROOT;

import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.sensors.time.MonotonicClock;

/** Whether TensorFlow loads and computes. */
final class TensorFlowCheck {

  private static final String NAME = "TensorFlow";

  private TensorFlowCheck() {}

  static Finding look(Host host, MonotonicClock clock) {
    try {
      return found(TensorFlowRuntime.probe(clock));
    } catch (IllegalStateException e) {
      return failed(host, String.valueOf(e.getMessage()));
    }
  }

  static Finding found(TensorFlowRuntime runtime) {
    return Finding.ok(
        NAME,
        String.format(
            ROOT,
            "%s, loaded in %.1f s, first run %.2f s",
            runtime.version(),
            runtime.loadNs() / 1e9,
            runtime.firstRunNs() / 1e9));
  }

  static Finding failed(Host host, String sentence) {
    String build = GpuChecks.nativeBuild(host);
    String mend =
        build.endsWith("-gpu")
            ? "Install CUDA 12 and cuDNN 9, or start without HJELM_GPU=1."
            : host.property("os.arch").equals("aarch64")
                ? "It needs glibc 2.34 (Ubuntu 22.04, JetPack 6, Debian 12) or newer."
                : "Delete ~/.javacpp/cache and try again; see deploy/README.md for the platforms it has.";
    return Finding.failed(NAME, sentence, mend);
  }
}
