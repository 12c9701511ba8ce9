package io.github.hjelm.controller.policy.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import io.github.hjelm.controller.policy.SamplerRefusal;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;

/** Asks TensorFlow which devices it has; a build without CUDA, or a machine without, has no GPU. */
final class Gpus {

  private static final int TF_OK = 0;

  private Gpus() {}

  /** Whether there is one that a session can use. Whatever goes wrong means that there is none. */
  static boolean any() throws SamplerRefusal {
    CApiSession.load();
    byte[] config = SessionConfig.onGpu().toByteArray();
    TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
    TF_Status status = TF_Status.newStatus();
    TF_Graph graph = TF_Graph.newGraph();
    try (BytePointer text = new BytePointer(config)) {
      TF_SetConfig(options, text, config.length, status);
      if (TF_GetCode(status) != TF_OK) {
        return false;
      }
      TF_Session session = TF_Session.newSession(graph, options, status);
      if (TF_GetCode(status) != TF_OK) {
        return false;
      }
      try {
        return hasGpu(session, status);
      } finally {
        session.delete();
      }
    } finally {
      graph.delete();
      status.delete();
      options.delete();
    }
  }

  private static boolean hasGpu(TF_Session session, TF_Status status) {
    TF_DeviceList devices = TF_SessionListDevices(session, status);
    if (TF_GetCode(status) != TF_OK) {
      return false;
    }
    boolean found = false;
    for (int i = 0; i < TF_DeviceListCount(devices); i++) {
      BytePointer type = TF_DeviceListType(devices, i, status);
      found |= TF_GetCode(status) == TF_OK && type.getString().equals("GPU");
    }
    TF_DeleteDeviceList(devices);
    return found;
  }
}
