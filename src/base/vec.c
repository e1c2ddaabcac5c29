#include "mentee/base/vec.h"

#include "mentee/base/xmem.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *vec_grow(void *data, size_t *len, size_t *cap, size_t size) {
  if (*len == *cap) {
    size_t more = *cap > 0 ? *cap * 2 : 8;
    assert(more <= SIZE_MAX / size);
    data = xrealloc(data, more * size);
    *cap = more;
  }
  memset((char *)data + *len * size, 0, size);
  (*len)++;
  return data;
}

void vec_free(void *data) {
  free(data);
}
