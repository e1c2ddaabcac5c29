/* usage: fuzz_NAME CHANGES FOLDER: every file of the folder, and so many changed copies of each. */
#include "fuzz.h"
#include "mentee/base/os.h"
#include "mentee/base/vec.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST ((size_t)1 << 20)

static uint64_t seed = 88172645463325252u;

static size_t roll(size_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(seed >> 33) % below;
}

/* One small change: a byte set, a piece left out, put in twice, or taken from another place. */
static void change(struct buf *bytes) {
  static const char awkward[] = "\",;\r\n\0\xff\xC3=<>\\:\t 0Aa";
  size_t at = roll(bytes->len + 1), len = roll(16);
  struct buf rest = BUF_INIT;

  if (at < bytes->len && roll(2) == 0) {
    bytes->data[at] = roll(2) == 0 ? awkward[roll(sizeof awkward - 1)] : (char)roll(256);
    return;
  }
  if (len > bytes->len - at)
    len = bytes->len - at;
  buf_add(&rest, bytes->data + at, bytes->len - at);
  buf_cut(bytes, at);
  if (roll(2) == 0)
    buf_add(bytes, buf_text(&rest), len);
  else if (roll(2) == 0)
    buf_addc(bytes, awkward[roll(sizeof awkward - 1)]);
  else {
    memmove(rest.data, rest.data + len, rest.len - len);
    buf_cut(&rest, rest.len - len);
  }
  buf_add(bytes, buf_text(&rest), rest.len);
  buf_release(&rest);
}

/* In a piece of memory of exactly that size, so that reading beyond it is seen. */
static void run(const struct buf *bytes) {
  uint8_t *exact = malloc(bytes->len > 0 ? bytes->len : 1);

  if (exact == NULL)
    abort();
  if (bytes->len > 0)
    memcpy(exact, bytes->data, bytes->len);
  LLVMFuzzerTestOneInput(exact, bytes->len);
  free(exact);
}

static void replay(const char *path, long changes) {
  struct buf whole = BUF_INIT;
  struct os_stat stat;

  if (os_read_file(os_real(), path, MOST, &whole, &stat) < 0) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  buf_reserve(&whole, 0);
  run(&whole);
  for (long i = 0; i < changes; i++) {
    struct buf changed = BUF_INIT;
    buf_add(&changed, buf_text(&whole), whole.len);
    for (size_t n = roll(6) + 1; n > 0; n--)
      change(&changed);
    run(&changed);
    buf_release(&changed);
  }
  buf_release(&whole);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int main(int argc, char **argv) {
  struct buf names = BUF_INIT, path = BUF_INIT;
  VEC(const char *) sorted = VEC_INIT;

  if (argc != 3 || os_real()->list(NULL, argv[2], &names) < 0)
    return 2;
  for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
    *vec_push(&sorted) = names.data + at;
  if (sorted.len > 0)
    qsort(sorted.data, sorted.len, sizeof sorted.data[0], by_name);
  for (size_t i = 0; i < sorted.len; i++) {
    buf_cut(&path, 0);
    buf_addf(&path, "%s/%s", argv[2], sorted.data[i]);
    replay(buf_text(&path), strtol(argv[1], NULL, 10));
  }
  printf("%zu inputs of a kept corpus, each %s times changed\n", sorted.len, argv[1]);
  buf_release(&names);
  buf_release(&path);
  vec_release(&sorted);
  return 0;
}
