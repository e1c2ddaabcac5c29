#ifndef TESTS_TEMP_FOLDER_H
#define TESTS_TEMP_FOLDER_H
/* A folder of a test's own, gone afterwards. */
#include "mentee/base/os.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline char *temp_folder(void) {
  const char *tmp = getenv("TMPDIR");
  struct buf path = BUF_INIT;
  char *name;

  buf_addf(&path, "%s/mentee-test-XXXXXX", tmp != NULL ? tmp : "/tmp");
  name = buf_detach(&path);
  return mkdtemp(name);
}

static inline void temp_remove(const char *path) {
  struct os *os = os_real();
  struct buf names = BUF_INIT, inner = BUF_INIT;
  struct os_stat stat;

  if (os->stat(NULL, path, false, &stat) == 0 && stat.kind == OS_FOLDER &&
      os->list(NULL, path, &names) == 0) {
    for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1) {
      buf_cut(&inner, 0);
      buf_addf(&inner, "%s/%s", path, names.data + at);
      temp_remove(buf_text(&inner));
    }
    os->rmdir(NULL, path);
  } else {
    os->unlink(NULL, path);
  }
  buf_release(&names);
  buf_release(&inner);
}

static inline void temp_free(char *path) {
  temp_remove(path);
  free(path);
}
#endif
