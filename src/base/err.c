#include "mentee/base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_kind kind, const char *format, ...) {
  va_list args;

  assert(kind != ERR_NONE);
  err->kind = kind;
  va_start(args, format);
  vsnprintf(err->text, sizeof err->text, format, args);
  va_end(args);
  return false;
}

bool err_within(struct err *err, const char *format, ...) {
  char rest[sizeof err->text];
  va_list args;
  size_t len;

  memcpy(rest, err->text, sizeof rest);
  va_start(args, format);
  vsnprintf(err->text, sizeof err->text, format, args);
  va_end(args);
  len = strlen(err->text);
  snprintf(err->text + len, sizeof err->text - len, ": %s", rest);
  return false;
}

int err_exit_status(const struct err *err) {
  switch (err->kind) {
  case ERR_NONE:
    return 0;
  case ERR_MISSING:
    return 1;
  case ERR_USAGE:
    return 2;
  case ERR_DATA:
  case ERR_CONFLICT:
  case ERR_IO:
  case ERR_BUSY:
    break;
  }
  return 3;
}
