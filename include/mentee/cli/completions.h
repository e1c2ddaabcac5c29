#ifndef MENTEE_CLI_COMPLETIONS_H
#define MENTEE_CLI_COMPLETIONS_H
/* The few lines that make a shell ask mentee what can follow, as bytes (MenteeEmbed.cmake): for a
   program that was not installed together with them. */
#include <stddef.h>

struct completion_file {
  const char *name; /* mentee.bash, _mentee, mentee.fish */
  const unsigned char *bytes;
  size_t len;
};
extern const struct completion_file completion_files[];
extern const size_t completion_file_count;
#endif
