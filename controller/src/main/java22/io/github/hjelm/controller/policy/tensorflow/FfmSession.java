package io.github.hjelm.controller.policy.tensorflow;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.sensors.HotPath;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * A {@link GraphSession} that calls TensorFlow as foreign functions: nothing is allocated, not even
 * a wrapper around the answer. Everything but the call itself is a {@link CApiSession}'s, which
 * also owns the memory.
 *
 * <p>Addresses cross as numbers: a segment for each would be an object for each.
 */
// Foreign functions are restricted; the launcher enables them.
@SuppressWarnings("restricted")
final class FfmSession implements GraphSession {

  private static final int TF_OK = 0;
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final MethodHandle SESSION_RUN =
      function(
          "TF_SessionRun",
          FunctionDescriptor.ofVoid(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT,
              JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle DELETE_TENSOR =
      function("TF_DeleteTensor", FunctionDescriptor.ofVoid(JAVA_LONG));
  // These three read one field, so the thread need not leave Java for them.
  private static final MethodHandle GET_CODE =
      function(
          "TF_GetCode", FunctionDescriptor.of(JAVA_INT, JAVA_LONG), Linker.Option.critical(false));
  private static final MethodHandle TENSOR_BYTES =
      function(
          "TF_TensorByteSize",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG),
          Linker.Option.critical(false));
  private static final MethodHandle TENSOR_DATA =
      function(
          "TF_TensorData",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG),
          Linker.Option.critical(false));

  private final CApiSession owner;
  private final long session;
  private final long status;
  private final long inputPorts;
  private final long inputTensors;
  private final int inputs;
  private final long outputPort;
  private final long outputTensor;
  private final int outputFloats;

  FfmSession(CApiSession owner) {
    this.owner = owner;
    CApiSession.Addresses at = owner.addresses();
    session = at.session();
    status = at.status();
    inputPorts = at.inputPorts();
    inputTensors = at.inputTensors();
    inputs = at.inputs();
    outputPort = at.outputPort();
    outputTensor = at.outputTensor();
    outputFloats = at.outputFloats();
  }

  @Override
  @HotPath
  public void put(int input, float[] values) {
    owner.put(input, values);
  }

  @Override
  @HotPath
  public SampleOutcome run(float[] output) {
    try {
      SESSION_RUN.invokeExact(
          session,
          0L,
          inputPorts,
          inputTensors,
          inputs,
          outputPort,
          outputTensor,
          1,
          0L,
          0,
          0L,
          status);
      if ((int) GET_CODE.invokeExact(status) != TF_OK) {
        return SampleOutcome.FAILED;
      }
      long tensor = MEMORY.get(JAVA_LONG, outputTensor);
      // An output may share the memory of an input, so it is copied before anything is put again.
      boolean fits = (long) TENSOR_BYTES.invokeExact(tensor) == (long) outputFloats * Float.BYTES;
      if (fits) {
        long data = (long) TENSOR_DATA.invokeExact(tensor);
        MemorySegment.copy(MEMORY, JAVA_FLOAT, data, output, 0, outputFloats);
      }
      DELETE_TENSOR.invokeExact(tensor);
      return fits ? SampleOutcome.SAMPLED : SampleOutcome.WRONG_SIZE;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign function threw", e);
    }
  }

  @Override
  public String fault() {
    return owner.fault();
  }

  @Override
  public void close() {
    owner.close();
  }

  /** TensorFlow's library is in the process by now: the owner has loaded it. */
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address =
        SymbolLookup.loaderLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("TensorFlow has no function " + name));
    return Linker.nativeLinker().downcallHandle(address, type, options);
  }
}
