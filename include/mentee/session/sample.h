#ifndef MENTEE_SESSION_SAMPLE_H
#define MENTEE_SESSION_SAMPLE_H
/* The sample network's files, as they stand in share/mentee/sample, inside the program. */
#include <stddef.h>

struct sample_file {
  const char *name;
  const unsigned char *bytes;
  size_t len;
};
extern const struct sample_file sample_files[];
extern const size_t sample_file_count;
#endif
