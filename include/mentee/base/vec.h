#ifndef MENTEE_BASE_VEC_H
#define MENTEE_BASE_VEC_H
/*
 * Typed growing arrays: `VEC(struct reason) reasons = VEC_INIT;`
 * `*vec_push(&reasons) = r;` `for (size_t i = 0; i < reasons.len; i++) reasons.data[i]`.
 * vec_push() returns a pointer to a new zeroed last element.
 */
#include <stddef.h>
#include <string.h>

#define VEC(type)                                                                                  \
  struct {                                                                                         \
    type *data;                                                                                    \
    size_t len, cap;                                                                               \
  }
#define VEC_INIT                                                                                   \
  { NULL, 0, 0 }

/* The common case, room for one more, is written out: reading a file does little else. */
#define vec_push(v)                                                                                \
  ((v)->data = (v)->len < (v)->cap && (v)->data != NULL                                            \
                   ? (v)->data                                                                     \
                   : vec_grow((v)->data, &(v)->cap, sizeof *(v)->data),                            \
   memset((v)->data + (v)->len, 0, sizeof *(v)->data), (v)->data + (v)->len++)
#define vec_release(v) (vec_free((v)->data), (v)->data = NULL, (v)->len = (v)->cap = 0)

void *vec_grow(void *data, size_t *cap, size_t size) __attribute__((returns_nonnull));
void vec_free(void *data);
#endif
