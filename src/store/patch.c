#include "patch_priv.h"

#include <string.h>

#define LOOK_AHEAD 48 /* lines, where the two part; further on it is one hunk to the end */

/* Where each line begins, and the end of the last. */
struct lines {
  const char *bytes;
  VEC(size_t) at;
};

static struct lines lines_of(const struct buf *text) {
  struct lines lines = {buf_text(text), VEC_INIT};

  for (size_t at = 0; at < text->len;) {
    const char *end = memchr(lines.bytes + at, '\n', text->len - at);
    *vec_push(&lines.at) = at;
    at = end != NULL ? (size_t)(end - lines.bytes) + 1 : text->len;
  }
  *vec_push(&lines.at) = text->len;
  return lines;
}

static size_t count(const struct lines *lines) {
  return lines->at.len - 1;
}

static bool same_line(const struct lines *a, size_t i, const struct lines *b, size_t j) {
  size_t len;

  if (i >= count(a) || j >= count(b))
    return i >= count(a) && j >= count(b); /* both at their end */
  len = a->at.data[i + 1] - a->at.data[i];
  return len == b->at.data[j + 1] - b->at.data[j] &&
         memcmp(a->bytes + a->at.data[i], b->bytes + b->at.data[j], len) == 0;
}

/* The nearest place after i and j where both go on alike. */
static bool meet_again(const struct lines *a, size_t i, const struct lines *b, size_t j,
                       size_t *next_i, size_t *next_j) {
  for (size_t steps = 1; steps <= LOOK_AHEAD; steps++)
    for (size_t right = 0; right <= steps; right++) {
      size_t left = steps - right;
      if (i + left <= count(a) && j + right <= count(b) && same_line(a, i + left, b, j + right)) {
        *next_i = i + left;
        *next_j = j + right;
        return true;
      }
    }
  return false;
}

void patch_make(const struct buf *before, const struct buf *after, struct hunks *hunks) {
  struct lines a = lines_of(before), b = lines_of(after);
  size_t i = 0, j = 0;

  while (i < count(&a) || j < count(&b)) {
    size_t next_i, next_j;
    if (same_line(&a, i, &b, j)) {
      i++;
      j++;
      continue;
    }
    if (!meet_again(&a, i, &b, j, &next_i, &next_j)) {
      next_i = count(&a);
      next_j = count(&b);
    }
    *vec_push(&hunks->list) =
        (struct hunk){b.at.data[j], b.at.data[next_j] - b.at.data[j], a.bytes + a.at.data[i],
                      a.at.data[next_i] - a.at.data[i]};
    i = next_i;
    j = next_j;
  }
  vec_release(&a.at);
  vec_release(&b.at);
}

bool patch_apply(const struct buf *after, const struct hunks *hunks, struct buf *before) {
  size_t at = 0;

  for (size_t i = 0; i < hunks->list.len; i++) {
    const struct hunk *hunk = &hunks->list.data[i];
    if (hunk->at < at || hunk->at > after->len || hunk->len > after->len - hunk->at)
      return false;
    buf_add(before, buf_text(after) + at, hunk->at - at);
    buf_add(before, hunk->bytes, hunk->bytes_len);
    at = hunk->at + hunk->len;
  }
  buf_add(before, buf_text(after) + at, after->len - at);
  return true;
}
