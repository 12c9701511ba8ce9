package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.Tamper.bytes;
import static io.github.hjelm.sensors.codec.Tamper.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectingCodecTest {

  private static final Optional<CommandKey> NO_KEY = Optional.empty();
  private static final Optional<CommandKey> KEY = Optional.of(SampleFrames.KEY);

  @Test
  void readsEveryCodecsFramesOfEveryKind() {
    for (String reads : FrameCodecs.names()) {
      for (String writes : FrameCodecs.names()) {
        for (FrameKind kind : FrameKind.values()) {
          Message message = message(kind, FrameCodecs.named(writes, NO_KEY));
          assertEquals(
              FrameOutcome.ACCEPTED,
              message.outcome(FrameCodecs.named(reads, NO_KEY)),
              reads + " reads " + writes + " " + kind.word());
        }
      }
    }
  }

  @Test
  void writesTheNamedCodec() {
    for (String name : FrameCodecs.names()) {
      assertEquals(name, FrameCodecs.named(name, NO_KEY).name());
      assertTrue(FrameLimits.isName(name), "status frames carry the name");
    }
    assertEquals('{', bytes(FrameCodecs.named("json", NO_KEY), SampleFrames.sensor())[0]);
    assertEquals('H', bytes(FrameCodecs.named("binary", NO_KEY), SampleFrames.sensor())[0]);
  }

  @Test
  void withAKeyRefusesJsonAndUnsignedFramesOfEveryKind() {
    DetectingCodec authenticated = FrameCodecs.named("binary", KEY);
    for (FrameKind kind : FrameKind.values()) {
      Message signed = message(kind, new BinaryCodec(ValueWidth.FLOAT32, KEY));
      Message unsigned = message(kind, new BinaryCodec());
      Message json = message(kind, new JsonCodec());
      assertEquals(FrameOutcome.ACCEPTED, signed.outcome(authenticated), kind.word());
      assertEquals(FrameOutcome.NOT_AUTHENTIC, unsigned.outcome(authenticated), kind.word());
      assertEquals(FrameOutcome.NOT_AUTHENTIC, json.outcome(authenticated), kind.word());
    }
  }

  @Test
  void takesLeadingWhiteSpaceForJson() {
    for (String space : List.of(" ", "\t", "\r\n")) {
      String text = space + Tamper.text(bytes(new JsonCodec(), SampleFrames.sensor()));
      Message message = new Message("spaced", FrameKind.SENSOR, utf8(text), FrameOutcome.ACCEPTED);
      assertEquals(FrameOutcome.ACCEPTED, message.outcome(DetectingCodec.unauthenticated()));
    }
  }

  @Test
  void namesWhatIsNeither() {
    DetectingCodec codec = DetectingCodec.unauthenticated();
    assertEquals(
        FrameOutcome.EMPTY,
        new Message("", FrameKind.SENSOR, new byte[0], FrameOutcome.EMPTY).outcome(codec));
    assertEquals(
        FrameOutcome.NOT_A_FRAME,
        new Message("", FrameKind.STATUS, utf8("offline"), FrameOutcome.EMPTY).outcome(codec));
  }

  @Test
  void refusesToSignJsonAndNamesTheCodecsThereAre() {
    String signed =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> FrameCodecs.named("json", KEY))
                .getMessage());
    assertTrue(signed.contains("cannot sign"), signed);
    String unknown =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> FrameCodecs.named("cbor", NO_KEY))
                .getMessage());
    assertTrue(unknown.contains("binary, binary-float32, json"), unknown);
  }

  private static Message message(FrameKind kind, FrameCodec writer) {
    byte[] message =
        switch (kind) {
          case SENSOR -> bytes(writer, SampleFrames.sensor());
          case COMMAND -> bytes(writer, SampleFrames.command());
          case EVENT -> bytes(writer, SampleFrames.event());
          case STATUS -> bytes(writer, SampleFrames.status());
        };
    return new Message(kind.word(), kind, message, FrameOutcome.ACCEPTED);
  }
}
