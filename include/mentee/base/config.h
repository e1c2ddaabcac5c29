#ifndef MENTEE_BASE_CONFIG_H
#define MENTEE_BASE_CONFIG_H
/*
 * mentee.conf, read by libconfuse from bytes that came through the os door. Only
 * options that do something exist; an unknown one is an error with its line.
 */
#include "mentee/base/err.h"

struct config {
  char *store; /* "" where not set; ~ and $HOME are the reader's to expand */
  char *theme; /* "auto" */
  bool ascii;
  char *lock; /* "file", or "none" where a file system has no locks */
};
#define CONFIG_INIT                                                                                \
  { NULL, NULL, false, NULL }

/* Defaults for an empty text. ERR_DATA names the line: "mentee.conf:3: no such option 'stroe'". */
bool config_parse(struct config *config, const char *text, const char *name, struct err *err);
void config_release(struct config *config);
#endif
