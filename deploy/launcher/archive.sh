# Keeps what Java makes of its classes, so that a start need not read, check and link ten thousand of them again.
# shellcheck shell=bash disable=SC2034 # ARCHIVE_FLAGS is read by start.sh

# An archive belongs to one JDK and to exactly the jars it was made of.
class_archive() { printf '%s' "$TARGET/classes-$JDK_FEATURE.jsa"; }

# Sets ARCHIVE_FLAGS; empty where there is no archive or a jar has changed since, which costs seconds and nothing else.
archive_flags() {
  local archive
  archive=$(class_archive)
  ARCHIVE_FLAGS=()
  if [ -f "$archive" ] && [ -z "$(find "$TARGET/lib" -newer "$archive" 2> /dev/null | head -n 1)" ]; then
    # A JDK that was updated in place refuses the archive: that is not worth a word.
    ARCHIVE_FLAGS=("-XX:SharedArchiveFile=$archive" "-Xlog:cds*=off")
  fi
}

# A second of the demonstration loads nearly every class that a controller, a robot, a broker and the page need.
# Whatever goes wrong here is in the log; starts are slower then.
make_archive() {
  local archive
  archive=$(class_archive)
  (
    ARCHIVE_FLAGS=("-XX:ArchiveClassesAtExit=$archive.new")
    start_java demo --port 0 --seconds 1
  ) > "$TARGET/archive.log" 2>&1 < /dev/null
  if [ -s "$archive.new" ]; then
    mv -f "$archive.new" "$archive"
  fi
}
