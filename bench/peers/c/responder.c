/*
 * The floor: answers observations with commands over MQTT 3.1.1 with nothing between the socket and the network.
 * One thread, one blocking socket, no allocation per message. See bench/docs/contract.md for what it is told.
 *
 *     gcc -O3 -march=native -ffp-contract=fast -o responder responder.c -lpthread
 *     ./responder --check --model FOLDER
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the contract and weights.bin are little-endian, and so is this program"
#endif

enum { HEADER = 24, TRAILER = 24, STAGES = 6, FLAG_STAGES = 1 };
enum { DECODE, QUEUE, INFER, FILTER, ENCODE, WRITE };
enum { BUFFER = 1 << 20, MOST_ROBOTS = 4096, MOST_LAYERS = 16 };

static void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(2);
}

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* ---------------------------------------------------------------- the network ---------------------------------- */

/* A register full of floats, and the columns that one pass over a matrix sums up in registers. */
#if defined(__AVX512F__)
enum { LANES = 16, IN_REGISTERS = 16 };
#elif defined(__AVX__)
enum { LANES = 8, IN_REGISTERS = 8 };
#else
enum { LANES = 4, IN_REGISTERS = 8 };
#endif
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t masks __attribute__((vector_size(LANES * sizeof(float))));

/*
 * A matrix of rows inputs and columns outputs, padded to whole registers and cut into panels of IN_REGISTERS
 * registers: within a panel one row follows the other, so that a product reads its memory once from front to end.
 */
struct matrix {
  int rows, columns, padded;
  float *numbers;
};

static float *aligned(size_t floats) {
  float *numbers = aligned_alloc(64, (floats * sizeof(float) + 63) / 64 * 64);
  if (!numbers) die("out of memory");
  memset(numbers, 0, floats * sizeof(float));
  return numbers;
}

static int padded(int columns) { return (columns + LANES - 1) / LANES * LANES; }

static int panel_of(int left) { return left < IN_REGISTERS * LANES ? left : IN_REGISTERS * LANES; }

static struct matrix packed(const float *rows_first, int rows, int columns) {
  struct matrix m = {rows, columns, padded(columns), NULL};
  m.numbers = aligned((size_t)rows * m.padded);
  float *to = m.numbers;
  for (int from = 0; from < m.padded; from += IN_REGISTERS * LANES) {
    int panel = panel_of(m.padded - from);
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < panel; j++, to++)
        if (from + j < columns) *to = rows_first[i * columns + from + j];
  }
  return m;
}

/* sum += x * panel, for a panel of N registers. Always inlined, so that N is known and all sums stay in registers. */
static inline __attribute__((always_inline)) void add_panel(
    const int N, const float *restrict m, const float *restrict x, int rows, float *restrict sum) {
  lanes s[IN_REGISTERS];
  for (int k = 0; k < N; k++) s[k] = ((const lanes *)sum)[k];
  for (int i = 0; i < rows; i++, m += N * LANES) {
    const float xi = x[i];
#pragma GCC unroll 16
    for (int k = 0; k < N; k++) s[k] += xi * ((const lanes *)m)[k];
  }
  for (int k = 0; k < N; k++) ((lanes *)sum)[k] = s[k];
}

/* sum += x * m; one row of outputs that fits a single register is summed up four rows at a time. */
static void add_narrow(const float *restrict m, const float *restrict x, int rows, float *restrict sum) {
  lanes s[4] = {((const lanes *)sum)[0]};
  const lanes *row = (const lanes *)m;
  int i = 0;
  for (; i + 4 <= rows; i += 4)
#pragma GCC unroll 4
    for (int k = 0; k < 4; k++) s[k] += x[i + k] * row[i + k];
  for (; i < rows; i++) s[0] += x[i] * row[i];
  ((lanes *)sum)[0] = (s[0] + s[1]) + (s[2] + s[3]);
}

static void add_product(const struct matrix *m, const float *restrict x, float *restrict sum) {
  const float *numbers = m->numbers;
  for (int from = 0; from < m->padded;) {
    int registers = panel_of(m->padded - from) / LANES;
    switch (registers) {
      case 16: add_panel(16 <= IN_REGISTERS ? 16 : 1, numbers, x, m->rows, sum + from); break;
      case 8: add_panel(8, numbers, x, m->rows, sum + from); break;
      case 4: add_panel(4, numbers, x, m->rows, sum + from); break;
      case 1: add_narrow(numbers, x, m->rows, sum + from); break;
      default: add_panel(registers, numbers, x, m->rows, sum + from); break;
    }
    numbers += (size_t)registers * LANES * m->rows;
    from += registers * LANES;
  }
}

struct network {
  int observations, actions, width, layers, steps, golden;
  struct matrix observation, sample, straight, answer, hidden[MOST_LAYERS];
  float *straight_bias, *bias, *noise;
  const float *golden_observations, *golden_actions;
  float *c, *s, *x, *h, *more;
};

static char *contents(const char *folder, const char *name, long *length) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) die("%s cannot be read: %s", path, strerror(errno));
  fseek(file, 0, SEEK_END);
  *length = ftell(file);
  rewind(file);
  char *text = aligned_alloc(64, (*length + 64) / 64 * 64);
  if (!text || fread(text, 1, *length, file) != (size_t)*length) die("%s cannot be read", path);
  text[*length] = 0;
  fclose(file);
  return text;
}

/* The whole number behind "key" in a JSON text whose keys are all different. */
static int number(const char *json, const char *key) {
  char quoted[64];
  snprintf(quoted, sizeof quoted, "\"%s\"", key);
  const char *at = strstr(json, quoted);
  if (!at || !(at = strchr(at, ':'))) die("weights.json has no %s: make it again", key);
  return atoi(at + 1);
}

static const float *take(const float **numbers, const float *end, int count) {
  const float *taken = *numbers;
  if (taken + count > end) die("weights.bin is too short for weights.json: make both again");
  *numbers += count;
  return taken;
}

static float *row(const float *numbers, int count) {
  float *copy = aligned(padded(count));
  memcpy(copy, numbers, count * sizeof(float));
  return copy;
}

static void read_network(struct network *n, const char *folder) {
  long length;
  char *json = contents(folder, "weights.json", &length);
  if (number(json, "format") != 1) die("%s holds weights of another format: make them again", folder);
  int o = n->observations = number(json, "observations"), a = n->actions = number(json, "actions");
  int w = n->width = number(json, "width");
  n->layers = number(json, "layers"), n->steps = number(json, "steps"), n->golden = number(json, "golden");
  if (n->layers > MOST_LAYERS) die("%d hidden layers are more than %d", n->layers, MOST_LAYERS);
  free(json);
  const float *at = (const float *)contents(folder, "weights.bin", &length), *end = at + length / sizeof(float);
  n->observation = packed(take(&at, end, o * w), o, w);
  n->sample = packed(take(&at, end, a * w), a, w);
  n->straight = packed(take(&at, end, o * a), o, a);
  n->straight_bias = row(take(&at, end, a), a);
  for (int l = 1; l < n->layers; l++) n->hidden[l] = packed(take(&at, end, w * w), w, w);
  n->answer = packed(take(&at, end, w * a), w, a);
  const float *bias = take(&at, end, n->steps * n->layers * w);
  n->bias = aligned((size_t)n->steps * n->layers * padded(w));
  for (int r = 0; r < n->steps * n->layers; r++)
    memcpy(n->bias + r * padded(w), bias + r * w, w * sizeof(float));
  n->noise = row(take(&at, end, a), a);
  n->golden_observations = take(&at, end, n->golden * o);
  n->golden_actions = take(&at, end, n->golden * a);
  n->c = aligned(padded(w)), n->h = aligned(padded(w)), n->more = aligned(padded(w));
  n->s = aligned(padded(a)), n->x = aligned(padded(a));
}

static inline lanes relu(lanes v) {
  const lanes zero = {0};
  return (lanes)((masks)v & (v > zero));
}

/* What of the first layer the observation decides is computed once for all steps. */
static void infer(struct network *n, const float *observation) {
  const int w = padded(n->width), a = padded(n->actions);
  memset(n->c, 0, w * sizeof(float));
  add_product(&n->observation, observation, n->c);
  memcpy(n->s, n->straight_bias, a * sizeof(float));
  add_product(&n->straight, observation, n->s);
  memcpy(n->x, n->noise, a * sizeof(float));
  const lanes *c = (const lanes *)n->c, *bias = (const lanes *)n->bias;
  lanes *h = (lanes *)n->h, *more = (lanes *)n->more, *x = (lanes *)n->x;
  for (int step = 0; step < n->steps; step++) {
    for (int i = 0; i < w / LANES; i++) h[i] = c[i] + bias[i];
    bias += w / LANES;
    add_product(&n->sample, n->x, n->h);
    for (int i = 0; i < w / LANES; i++) h[i] = relu(h[i]);
    for (int l = 1; l < n->layers; l++, bias += w / LANES) {
      memcpy(n->more, bias, w * sizeof(float));
      add_product(&n->hidden[l], n->h, n->more);
      for (int i = 0; i < w / LANES; i++) h[i] += relu(more[i]);
    }
    memcpy(n->more, n->s, a * sizeof(float));
    add_product(&n->answer, n->h, n->more);
    const float share = 1.0f / n->steps;
    for (int i = 0; i < a / LANES; i++) x[i] += share * more[i];
  }
}

static double worst_error(struct network *n) {
  double worst = 0;
  for (int g = 0; g < n->golden; g++) {
    infer(n, n->golden_observations + g * n->observations);
    for (int j = 0; j < n->actions; j++) {
      double error = n->x[j] - n->golden_actions[g * n->actions + j];
      if (error < 0) error = -error;
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}

static void check(struct network *n) {
  const double tolerance = 1e-4;
  double worst = worst_error(n);
  if (!(worst <= tolerance)) die("the answers differ by %g from those in weights.bin", worst);
}

/* ---------------------------------------------------------------- MQTT ----------------------------------------- */

static uint8_t in[BUFFER], out[1 << 16];

static void send_all(int socket, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) die("the broker is lost: %s", strerror(errno));
    bytes += sent, length -= sent;
  }
}

static uint8_t *put_length(uint8_t *at, size_t length) {
  do {
    *at++ = (length & 127) | (length > 127 ? 128 : 0);
    length >>= 7;
  } while (length);
  return at;
}

static uint8_t *put_string(uint8_t *at, const char *text) {
  size_t length = strlen(text);
  *at++ = length >> 8, *at++ = length;
  memcpy(at, text, length);
  return at + length;
}

static void send_packet(int socket, uint8_t type, const uint8_t *body, size_t length) {
  uint8_t *at = out;
  *at++ = type;
  at = put_length(at, length);
  memcpy(at, body, length);
  send_all(socket, out, at + length - out);
}

/* The length of the first packet of so many bytes, with its body's place; 0 when it is not all there. */
static size_t packet(const uint8_t *bytes, size_t there, size_t *body) {
  size_t length = 0;
  for (size_t i = 1; i < 5 && i < there; i++) {
    length |= (size_t)(bytes[i] & 127) << (7 * (i - 1));
    if (!(bytes[i] & 128)) {
      *body = i + 1;
      if (length > BUFFER - 5) die("the broker sent a packet of %zu bytes", length);
      return there >= i + 1 + length ? i + 1 + length : 0;
    }
  }
  return 0;
}

static size_t receive(int socket, size_t there) {
  for (;;) {
    ssize_t got = recv(socket, in + there, BUFFER - there, 0);
    if (got > 0) return there + got;
    if (got < 0 && errno == EINTR) continue;
    die("the broker is lost: %s", got ? strerror(errno) : "it closed the connection");
  }
}

static void expect(int socket, uint8_t type, size_t refusal_at) {
  size_t there = 0, body, length = 0;
  while (!length) length = packet(in, there = receive(socket, there), &body);
  if ((in[0] & 0xF0) != type || in[body + refusal_at] & (type == 0x20 ? 0xFF : 0x80))
    die("the broker does not admit a client without user and password");
}

static int connected(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
  int failure = getaddrinfo(host, port, &hints, &found);
  if (failure) die("%s is no host: %s", host, gai_strerror(failure));
  int s = socket(found->ai_family, SOCK_STREAM, 0), on = 1;
  if (s < 0 || connect(s, found->ai_addr, found->ai_addrlen)) die("no broker at %s:%s: %s", host, port, strerror(errno));
  setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  freeaddrinfo(found);
  return s;
}

/* ---------------------------------------------------------------- the responder -------------------------------- */

struct responder {
  int socket, first, robots, observations, actions, stages;
  struct network *network;            /* absent: echo */
  struct { uint8_t bytes[48]; int length, payload; } start[MOST_ROBOTS]; /* of each robot's packets, up to the payload */
  uint32_t written_ns;
};

static void answer(struct responder *r, const uint8_t *payload, size_t length, int64_t read_ns) {
  int64_t begun_ns = r->stages ? now_ns() : 0;
  uint32_t robot;
  static float observation[1 << 14];
  if (length != HEADER + r->observations * sizeof(float)) return;
  memcpy(&robot, payload, sizeof robot);
  robot -= r->first;
  if (robot >= (uint32_t)r->robots) return;
  memcpy(observation, payload + HEADER, length - HEADER);
  int64_t decoded_ns = r->stages ? now_ns() : 0;
  const float *actions = observation;
  if (r->network) {
    infer(r->network, observation);
    actions = r->network->x;
  }
  int64_t inferred_ns = r->stages ? now_ns() : 0;
  memcpy(out, r->start[robot].bytes, sizeof r->start[robot].bytes);
  uint8_t *at = out + r->start[robot].length;
  memcpy(at, payload, HEADER);
  memcpy(at + HEADER, actions, r->actions * sizeof(float));
  if (r->stages) {
    at[4] |= FLAG_STAGES;
    uint32_t trailer[STAGES] = {
        [DECODE] = decoded_ns - begun_ns, [QUEUE] = begun_ns - read_ns, [INFER] = inferred_ns - decoded_ns,
        [WRITE] = r->written_ns};
    int64_t encoded_ns = now_ns();
    trailer[ENCODE] = encoded_ns - inferred_ns;
    memcpy(at + HEADER + r->actions * sizeof(float), trailer, sizeof trailer);
    send_all(r->socket, out, at + r->start[robot].payload - out);
    r->written_ns = now_ns() - encoded_ns;
    return;
  }
  send_all(r->socket, out, at + r->start[robot].payload - out);
}

static void *end_with_input(void *unused) {
  char line[256];
  for (;;) {
    ssize_t got = read(STDIN_FILENO, line, sizeof line);
    if (got == 0 || (got < 0 && errno != EINTR)) _exit(0);
  }
  return unused;
}

static void serve(struct responder *r, const char *host, const char *port) {
  r->socket = connected(host, port);
  uint8_t body[512], *at = put_string(body, "MQTT");
  /* Level 4, clean session, no keep-alive. */
  *at++ = 4, *at++ = 2, *at++ = 0, *at++ = 0;
  char text[64];
  snprintf(text, sizeof text, "c-%d-%d", (int)getpid(), r->first);
  at = put_string(at, text);
  send_packet(r->socket, 0x10, body, at - body);
  expect(r->socket, 0x20, 1);
  int payload = HEADER + r->actions * (int)sizeof(float) + (r->stages ? TRAILER : 0);
  for (int i = 0; i < r->robots; i++) {
    at = body, *at++ = 0, *at++ = 1;
    snprintf(text, sizeof text, "bench/%d/obs", r->first + i);
    at = put_string(at, text), *at++ = 0;
    send_packet(r->socket, 0x82, body, at - body);
    expect(r->socket, 0x90, 2);
    snprintf(text, sizeof text, "bench/%d/cmd", r->first + i);
    at = r->start[i].bytes, *at++ = 0x30;
    at = put_length(at, 2 + strlen(text) + payload);
    r->start[i].length = put_string(at, text) - r->start[i].bytes;
    r->start[i].payload = payload;
  }
  pthread_t watcher;
  pthread_create(&watcher, NULL, end_with_input, NULL);
  printf("ready\n");
  fflush(stdout);
  for (size_t there = 0;;) {
    there = receive(r->socket, there);
    int64_t read_ns = r->stages ? now_ns() : 0;
    size_t done = 0, body_at, length;
    while ((length = packet(in + done, there - done, &body_at))) {
      if ((in[done] & 0xF0) == 0x30) {
        const uint8_t *publish = in + done + body_at;
        size_t payload_at = 2 + (publish[0] << 8 | publish[1]);
        if (payload_at <= length - body_at) answer(r, publish + payload_at, length - body_at - payload_at, read_ns);
      }
      done += length;
    }
    memmove(in, in + done, there - done);
    there -= done;
  }
}

int main(int count, char **arguments) {
  const char *host = "127.0.0.1", *port = "1883", *model = NULL;
  static struct responder r = {.robots = 1, .observations = 32, .actions = 8};
  int only_check = 0;
  for (int i = 1; i < count; i++) {
    const char *name = arguments[i];
    if (!strcmp(name, "--stages")) { r.stages = 1; continue; }
    if (!strcmp(name, "--check")) { only_check = 1; continue; }
    if (++i >= count) die("%s needs a value", name);
    const char *value = arguments[i];
    if (!strcmp(name, "--host")) host = value;
    else if (!strcmp(name, "--port")) port = value;
    else if (!strcmp(name, "--model")) model = value;
    else if (!strcmp(name, "--obs")) r.observations = atoi(value);
    else if (!strcmp(name, "--actions")) r.actions = atoi(value);
    else if (!strcmp(name, "--robots")) {
      if (sscanf(value, "%d:%d", &r.first, &r.robots) != 2) die("--robots is FIRST:COUNT, not %s", value);
    } else die("%s is not known", name);
  }
  if (r.robots < 1 || r.robots > MOST_ROBOTS) die("--robots may name 1 to %d robots", MOST_ROBOTS);
  if (r.actions < 1 || r.observations < r.actions || r.observations > 1 << 14) die("--obs and --actions do not fit");
  static struct network network;
  if (model) {
    read_network(&network, model);
    check(&network);
    r.network = &network;
    if (network.observations != r.observations || network.actions != r.actions) {
      if (!only_check) die("the network has %d observations and %d actions", network.observations, network.actions);
    }
  }
  if (only_check) {
    if (!model) die("--check needs --model");
    int64_t begun = now_ns();
    const int times = 20000;
    for (int i = 0; i < times; i++) infer(&network, network.golden_observations);
    printf("worst error %.3g, %.2f us a command\n", worst_error(&network), (now_ns() - begun) / 1e3 / times);
    return 0;
  }
  /* Pages that are not there yet, and a network that is not in the caches, are not the first command's to fetch. */
  mlockall(MCL_CURRENT);
  for (int i = 0; i < 1000 && r.network; i++) infer(r.network, network.golden_observations);
  serve(&r, host, port);
}
