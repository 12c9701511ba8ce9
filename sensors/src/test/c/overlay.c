
/* Prints a frame through the structs that stand above; the test joins the two. */
#include <stdio.h>
#include <string.h>

static _Alignas(8) unsigned char frame[1024];

static void print_values(const double *values, int count) {
  printf(" values");
  for (int i = 0; i < count; i++) {
    printf(" %g", values[i]);
  }
  printf("\n");
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) {
    return 2;
  }
  size_t size = fread(frame, 1, sizeof frame, file);
  fclose(file);
  const struct hjelm_header *header = (const struct hjelm_header *)frame;
  if (memcmp(header->magic, "HJLM", 4) != 0 || header->length != size) {
    return 1;
  }
  int count = header->value_count;
  if (header->kind == 1) {
    const struct hjelm_sensor *sensor = (const struct hjelm_sensor *)frame;
    const char *robot = (const char *)(sensor->values + count);
    printf("%.*s %.*s", header->robot_length, robot, header->second_length,
           robot + header->robot_length);
    printf(" epoch %llu sequence %llu stamp %lld", (unsigned long long)header->epoch,
           (unsigned long long)sensor->sequence, (long long)sensor->stamp_ns);
    print_values(sensor->values, count);
  } else {
    const struct hjelm_command *command = (const struct hjelm_command *)frame;
    printf("%.*s", header->robot_length, (const char *)(command->values + count));
    printf(" epoch %llu sequence %llu answers %llu of %lld", (unsigned long long)header->epoch,
           (unsigned long long)command->sequence,
           (unsigned long long)command->observation_sequence,
           (long long)command->observation_stamp_ns);
    printf(" issued %lld valid %u bundle %llu verdict %u", (long long)command->issued_ns,
           (unsigned)command->valid_for_us, (unsigned long long)command->bundle_version,
           (unsigned)header->code);
    print_values(command->values, count);
  }
  return 0;
}
