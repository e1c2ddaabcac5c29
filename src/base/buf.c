#include "mentee/base/buf.h"

#include "mentee/base/xmem.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHORT_TEXT 60

void buf_reserve(struct buf *buf, size_t more) {
  size_t need = buf->len + more + 1;

  if (need <= buf->cap)
    return;
  if (buf->cap < SIZE_MAX / 2 && need < buf->cap * 2)
    need = buf->cap * 2;
  if (need < 64)
    need = 64;
  buf->data = xrealloc(buf->data, need);
  buf->data[buf->len] = '\0'; /* also where nothing follows: an empty file is an empty text */
  buf->cap = need;
}

void buf_add(struct buf *buf, const char *bytes, size_t len) {
  buf_reserve(buf, len);
  if (len > 0)
    memcpy(buf->data + buf->len, bytes, len);
  buf->len += len;
  buf->data[buf->len] = '\0';
}

void buf_adds(struct buf *buf, const char *text) {
  buf_add(buf, text, strlen(text));
}

void buf_addc(struct buf *buf, char byte) {
  buf_add(buf, &byte, 1);
}

void buf_addfv(struct buf *buf, const char *format, va_list args) {
  va_list again;
  int len;

  buf_reserve(buf, SHORT_TEXT); /* most fit, and are written once */
  va_copy(again, args);
  len = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, again);
  va_end(again);
  if (len > 0 && (size_t)len >= buf->cap - buf->len) {
    buf_reserve(buf, (size_t)len);
    vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
  }
  if (len > 0)
    buf->len += (size_t)len;
  buf->data[buf->len] = '\0';
}

void buf_addf(struct buf *buf, const char *format, ...) {
  va_list args;

  va_start(args, format);
  buf_addfv(buf, format, args);
  va_end(args);
}

void buf_cut(struct buf *buf, size_t len) {
  if (len >= buf->len)
    return;
  buf->len = len;
  buf->data[len] = '\0';
}

const char *buf_text(const struct buf *buf) {
  return buf->data != NULL ? buf->data : "";
}

char *buf_detach(struct buf *buf) {
  char *data;

  buf_reserve(buf, 0);
  buf->data[buf->len] = '\0';
  data = buf->data;
  *buf = (struct buf)BUF_INIT;
  return data;
}

void buf_release(struct buf *buf) {
  free(buf->data);
  *buf = (struct buf)BUF_INIT;
}
