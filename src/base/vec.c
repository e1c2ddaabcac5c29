#include "mentee/base/vec.h"

#include "mentee/base/xmem.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

void *vec_grow(void *data, size_t *cap, size_t size) {
  size_t more = *cap > 0 ? *cap * 2 : 8;

  assert(more <= SIZE_MAX / size);
  data = xrealloc(data, more * size);
  *cap = more;
  return data;
}

void vec_free(void *data) {
  free(data);
}
