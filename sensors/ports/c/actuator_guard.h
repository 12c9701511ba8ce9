/*
 * The actuator guard in C99: one header, no allocation, no clock, no threads.
 *
 * The contract is docs/actuator-guard.md; the Java original is sim/ActuatorGuard.java, and
 * ports/actuator-guard-vectors.csv holds both to the same answers. Numbers of the enums are the
 * codes of the Java enums. Times are nanoseconds of the robot's monotonic clock. Call from one
 * context only, or inside a critical section.
 *
 * Compile without -ffast-math: NaN and infinity must keep their meaning.
 */
#ifndef HJELM_ACTUATOR_GUARD_H
#define HJELM_ACTUATOR_GUARD_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#ifndef HJELM_MAX_MOTORS
#define HJELM_MAX_MOTORS 16
#endif

typedef enum {
  HJELM_ACCEPTED = 0,
  HJELM_NOT_AUTHENTIC = 1,
  HJELM_RETAINED = 2,
  HJELM_OLD_EPOCH = 3,
  HJELM_EPOCH_JUMP = 4,
  HJELM_LATCHED = 5,
  HJELM_DUPLICATE = 6,
  HJELM_REORDERED = 7,
  HJELM_BAD_VALIDITY = 8,
  HJELM_FROM_THE_FUTURE = 9,
  HJELM_TOO_OLD = 10,
  HJELM_WRONG_COUNT = 11,
  HJELM_NOT_FINITE = 12,
  HJELM_OUT_OF_BOUNDS = 13,
  HJELM_OUTCOMES = 14
} hjelm_outcome;

typedef enum {
  HJELM_WAITING = 0,
  HJELM_DRIVING = 1,
  HJELM_EXPIRED = 2,
  HJELM_SILENT = 3,
  HJELM_STOPPED = 4
} hjelm_state;

typedef struct {
  /* Settings; see hjelm_guard_init. */
  int motors;
  double lower[HJELM_MAX_MOTORS];
  double upper[HJELM_MAX_MOTORS];
  int64_t deadman_ns;
  int64_t max_valid_for_ns;
  int64_t max_epoch_jump;
  bool latch_after_deadman;
  /* Memory; read only. */
  hjelm_state state;
  double held[HJELM_MAX_MOTORS];
  int64_t command_epoch;
  bool epoch_open;
  int64_t sequence;
  int64_t observation_stamp_ns;
  int64_t valid_for_ns;
  int64_t accepted_ns;
  uint64_t counts[HJELM_OUTCOMES];
  uint64_t deadman_trips;
  uint64_t corrected_fallbacks;
} hjelm_guard;

/* a - b where the clock may have wrapped between the two; signed overflow is undefined in C. */
static inline int64_t hjelm_difference(int64_t a, int64_t b) {
  return (int64_t)((uint64_t)a - (uint64_t)b);
}

/* Returns false, and a guard that must not be used, when the settings cannot work. */
static inline bool hjelm_guard_init(hjelm_guard *g, int motors, const double *lower,
    const double *upper, int64_t deadman_ns, int64_t max_valid_for_ns, int64_t max_epoch_jump,
    bool latch_after_deadman, int64_t last_epoch) {
  static const hjelm_guard zero;
  *g = zero;
  if (motors < 1 || motors > HJELM_MAX_MOTORS || deadman_ns < 1 || max_valid_for_ns < 1
      || max_epoch_jump < 1 || last_epoch < 0) {
    return false;
  }
  for (int i = 0; i < motors; i++) {
    if (!(isfinite(lower[i]) && isfinite(upper[i]) && lower[i] <= upper[i])) {
      return false;
    }
    g->lower[i] = lower[i];
    g->upper[i] = upper[i];
  }
  g->motors = motors;
  g->deadman_ns = deadman_ns;
  g->max_valid_for_ns = max_valid_for_ns;
  g->max_epoch_jump = max_epoch_jump;
  g->latch_after_deadman = latch_after_deadman;
  g->command_epoch = last_epoch;
  return true;
}

static inline void hjelm_observe_time(hjelm_guard *g, int64_t now_ns) {
  if (g->state == HJELM_WAITING || g->state == HJELM_SILENT) {
    return;
  }
  int64_t silence_ns = hjelm_difference(now_ns, g->accepted_ns);
  bool heard = silence_ns >= 0 && silence_ns < g->deadman_ns;
  if (!heard) {
    g->state = HJELM_SILENT;
    g->epoch_open = !g->latch_after_deadman;
    g->deadman_trips++;
    return;
  }
  int64_t age_ns = hjelm_difference(now_ns, g->observation_stamp_ns);
  bool valid = age_ns >= 0 && age_ns <= g->valid_for_ns;
  if (g->state == HJELM_DRIVING && !valid) {
    g->state = HJELM_EXPIRED;
  }
}

static inline hjelm_outcome hjelm_judge(const hjelm_guard *g, int64_t now_ns, bool authentic,
    bool retained, bool stop, int64_t epoch, int64_t sequence, int64_t stamp_ns,
    int64_t valid_for_ns, const double *values, int value_count) {
  if (!authentic) return HJELM_NOT_AUTHENTIC;
  if (retained) return HJELM_RETAINED;
  if (epoch < g->command_epoch) return HJELM_OLD_EPOCH;
  if (epoch > g->command_epoch) {
    /* Both are at least zero, so the difference cannot overflow. */
    if (epoch - g->command_epoch > g->max_epoch_jump) return HJELM_EPOCH_JUMP;
  } else if (!g->epoch_open) {
    return g->state == HJELM_WAITING ? HJELM_OLD_EPOCH : HJELM_LATCHED;
  } else if (sequence == g->sequence) {
    return HJELM_DUPLICATE;
  } else if (sequence < g->sequence) {
    return HJELM_REORDERED;
  }
  if (stop) return HJELM_ACCEPTED;
  if (valid_for_ns < 1 || valid_for_ns > g->max_valid_for_ns) return HJELM_BAD_VALIDITY;
  int64_t age_ns = hjelm_difference(now_ns, stamp_ns);
  if (age_ns < 0) return HJELM_FROM_THE_FUTURE;
  if (age_ns > valid_for_ns) return HJELM_TOO_OLD;
  if (value_count != g->motors) return HJELM_WRONG_COUNT;
  for (int i = 0; i < value_count; i++) {
    if (!isfinite(values[i])) return HJELM_NOT_FINITE;
  }
  for (int i = 0; i < value_count; i++) {
    bool inside = values[i] >= g->lower[i] && values[i] <= g->upper[i];
    if (!inside) return HJELM_OUT_OF_BOUNDS;
  }
  return HJELM_ACCEPTED;
}

/* Judges one command; a refused command changes nothing but its counter. */
static inline hjelm_outcome hjelm_guard_offer(hjelm_guard *g, int64_t now_ns, bool authentic,
    bool retained, bool stop, int64_t epoch, int64_t sequence, int64_t stamp_ns,
    int64_t valid_for_ns, const double *values, int value_count) {
  hjelm_observe_time(g, now_ns);
  hjelm_outcome outcome = hjelm_judge(g, now_ns, authentic, retained, stop, epoch, sequence,
      stamp_ns, valid_for_ns, values, value_count);
  g->counts[outcome]++;
  if (outcome != HJELM_ACCEPTED) return outcome;
  g->command_epoch = epoch;
  g->epoch_open = true;
  g->sequence = sequence;
  g->accepted_ns = now_ns;
  g->state = stop ? HJELM_STOPPED : HJELM_DRIVING;
  if (!stop) {
    g->observation_stamp_ns = stamp_ns;
    g->valid_for_ns = valid_for_ns;
    for (int i = 0; i < g->motors; i++) g->held[i] = values[i];
  }
  return outcome;
}

/* Writes what the motors get now: every control period, after that period's commands. */
static inline hjelm_state hjelm_guard_apply(hjelm_guard *g, int64_t now_ns, const double *fallback,
    double *motors) {
  hjelm_observe_time(g, now_ns);
  for (int i = 0; i < g->motors; i++) {
    double value = g->state == HJELM_DRIVING ? g->held[i] : fallback[i];
    if (!(value >= g->lower[i] && value <= g->upper[i])) {
      g->corrected_fallbacks++;
      value = isnan(value) ? 0.0 : value;
      value = value < g->lower[i] ? g->lower[i] : value > g->upper[i] ? g->upper[i] : value;
    }
    motors[i] = value;
  }
  return g->state;
}

#endif
