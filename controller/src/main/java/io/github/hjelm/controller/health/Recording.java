package io.github.hjelm.controller.health;

/** How a robot's flight recorder is doing; any thread asks. */
public interface Recording {

  /** Nobody records. */
  Recording NONE =
      new Recording() {
        @Override
        public long droppedRecords() {
          return 0;
        }

        @Override
        public long writtenBytes() {
          return 0;
        }
      };

  /** Records that found no room, or came when nothing could be written any more. */
  long droppedRecords();

  /** Bytes that were handed to the operating system. */
  long writtenBytes();
}
