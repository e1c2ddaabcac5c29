#ifndef MENTEE_BASE_CONFIG_H
#define MENTEE_BASE_CONFIG_H
/*
 * mentee.conf, read by libconfuse from bytes that came through the os door. Only
 * options that do something exist; an unknown one is an error with its line.
 */
#include "mentee/base/err.h"
#include "mentee/base/vec.h"
#include <stddef.h>

/* A line of `keys { name = "x, <C-x>" }`, not looked into here. */
struct config_keys {
  char *name, *keys;
  int line;
};

struct config {
  char *store; /* "" where not set; ~ and $HOME are the reader's to expand */
  char *theme; /* "auto" */
  bool ascii;
  bool mouse;
  char *editor; /* "" where not set: $VISUAL, $EDITOR, vi */
  char *inbox;  /* a file of log lines, offered at the start; "" where not set */
  VEC(struct config_keys) keys;
  char *lock; /* "file", or "none" where a file system has no locks */
};
#define CONFIG_INIT                                                                                \
  { NULL, NULL, false, false, NULL, NULL, VEC_INIT, NULL }

/* Defaults for an empty text. ERR_DATA names the line: "mentee.conf:3: no such option 'stroe'". */
bool config_parse(struct config *config, const char *text, const char *name, struct err *err);
void config_release(struct config *config);
#endif
