/*
 * Runs test vectors against the C guard:
 *
 *   cc -std=c99 -Wall -Wextra -Werror -o vectors actuator_guard_vectors.c -lm
 *   ./vectors ../actuator-guard-vectors.csv
 *
 * Prints one line per difference; exit status 0 when there is none, 1 when there is, 2 when the
 * file cannot be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actuator_guard.h"

#define MAX_FIELDS 16
#define MAX_LINE 4096

static const char *const OUTCOMES[] = {"ACCEPTED", "NOT_AUTHENTIC", "RETAINED", "OLD_EPOCH",
    "EPOCH_JUMP", "LATCHED", "DUPLICATE", "REORDERED", "BAD_VALIDITY", "FROM_THE_FUTURE", "TOO_OLD",
    "WRONG_COUNT", "NOT_FINITE", "OUT_OF_BOUNDS"};
static const char *const STATES[] = {"WAITING", "DRIVING", "EXPIRED", "SILENT", "STOPPED"};

static int split(char *line, char **fields) {
  int count = 0;
  for (char *at = line; at != NULL && count < MAX_FIELDS; count++) {
    fields[count] = at;
    at = strchr(at, ',');
    if (at != NULL) *at++ = '\0';
  }
  return count;
}

static int numbers(char *field, double *values) {
  int count = 0;
  if (strcmp(field, "-") == 0) return 0;
  for (char *at = field; count < HJELM_MAX_MOTORS; at++) {
    values[count++] = strtod(at, &at);
    if (*at != ';') break;
  }
  return count;
}

static int64_t integer(const char *field) { return (int64_t)strtoll(field, NULL, 10); }

static bool truth(const char *field) { return field[0] == '1'; }

static bool run_guard(hjelm_guard *g, char **f) {
  double lower[HJELM_MAX_MOTORS], upper[HJELM_MAX_MOTORS];
  int motors = numbers(f[1], lower);
  return numbers(f[2], upper) == motors
      && hjelm_guard_init(g, motors, lower, upper, integer(f[3]), integer(f[4]), integer(f[5]),
          truth(f[6]), integer(f[7]));
}

static bool run_offer(hjelm_guard *g, char **f, const char **actual) {
  double values[HJELM_MAX_MOTORS];
  int count = numbers(f[9], values);
  hjelm_outcome outcome = hjelm_guard_offer(g, integer(f[1]), truth(f[2]), truth(f[3]), truth(f[4]),
      integer(f[5]), integer(f[6]), integer(f[7]), integer(f[8]), values, count);
  *actual = OUTCOMES[outcome];
  return strcmp(*actual, f[10]) == 0;
}

static bool run_apply(hjelm_guard *g, char **f, const char **actual) {
  double fallback[HJELM_MAX_MOTORS], expected[HJELM_MAX_MOTORS], motors[HJELM_MAX_MOTORS];
  numbers(f[2], fallback);
  int count = numbers(f[4], expected);
  *actual = STATES[hjelm_guard_apply(g, integer(f[1]), fallback, motors)];
  bool same = strcmp(*actual, f[3]) == 0 && count == g->motors;
  for (int i = 0; i < count && same; i++) {
    same = motors[i] == expected[i];
    if (!same) *actual = "other motor values";
  }
  return same;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (file == NULL) {
    fprintf(stderr, "usage: %s VECTORS.csv\n", argv[0]);
    return 2;
  }
  static hjelm_guard guard;
  char line[MAX_LINE];
  char *fields[MAX_FIELDS];
  long row = 0, vectors = 0, differences = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    row++;
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0') continue;
    int count = split(line, fields);
    const char *actual = "refused settings";
    bool same = false;
    if (count == 8 && strcmp(fields[0], "guard") == 0) {
      same = run_guard(&guard, fields);
    } else if (count == 11 && strcmp(fields[0], "offer") == 0) {
      same = run_offer(&guard, fields, &actual);
    } else if (count == 5 && strcmp(fields[0], "apply") == 0) {
      same = run_apply(&guard, fields, &actual);
    } else {
      fprintf(stderr, "%s:%ld: not a vector\n", argv[1], row);
      return 2;
    }
    vectors++;
    if (!same) {
      differences++;
      printf("%s:%ld: %s\n", argv[1], row, actual);
    }
  }
  fclose(file);
  printf("%ld vectors, %ld differences\n", vectors, differences);
  return vectors > 0 && differences == 0 ? 0 : 1;
}
