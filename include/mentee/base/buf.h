#ifndef MENTEE_BASE_BUF_H
#define MENTEE_BASE_BUF_H
/*
 * Bytes that grow. buf_text() is always NUL-terminated and never NULL, even for
 * a buffer that was never written to.
 */
#include <stdarg.h>
#include <stddef.h>

struct buf {
  char *data;
  size_t len, cap;
};
#define BUF_INIT                                                                                   \
  { NULL, 0, 0 }

void buf_add(struct buf *buf, const char *bytes, size_t len);
void buf_adds(struct buf *buf, const char *text);
void buf_addc(struct buf *buf, char byte);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_addfv(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void buf_cut(struct buf *buf, size_t len); /* keep the first len bytes */
void buf_reserve(struct buf *buf, size_t more);
const char *buf_text(const struct buf *buf);
char *buf_detach(struct buf *buf); /* the caller frees; the buffer is empty again */
void buf_release(struct buf *buf);
#endif
