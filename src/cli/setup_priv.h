#ifndef MENTEE_CLI_SETUP_PRIV_H
#define MENTEE_CLI_SETUP_PRIV_H
/*
 * What a shell needs to know of mentee: a line in the file that it reads at start, and its
 * completion. Nothing here asks a question, and nothing is written but by the two functions that
 * say so.
 */
#include "cli_priv.h"

struct shell_def {
  const char *name;       /* as $SHELL ends */
  const char *line;       /* what it runs at start */
  const char *completion; /* of completions.h */
  const char *installed;  /* below a share folder */
  const char *by_package; /* the same, where Debian puts it; NULL: there is no other place */
  const char *share;      /* the folders it looks below where XDG_DATA_DIRS names none */
};
/* Of $SHELL; NULL: another one, or none. */
const struct shell_def *setup_shell(const struct world *world);
/* The last part of $SHELL. */
const char *setup_shell_name(const struct world *world);

/* A folder of the PATH has mentee in it. */
bool setup_on_path(const struct world *world);

/* The file that the shell reads at start. False where there is no HOME. */
bool setup_rc_path(const struct world *world, const struct shell_def *shell, struct buf *path);
/* "" where it can be changed, else why not. *text is what is in it; a file that is not there is
   empty. */
const char *setup_rc_read(const struct world *world, const char *path, struct buf *text);
/* A line that is no comment and has this in it. */
bool setup_rc_has(const char *text, const char *words);
/* bash for a login reads another file first: which, where that one does not go on to ~/.bashrc. */
bool setup_login_reads_no_rc(const struct world *world, const struct shell_def *shell,
                             struct buf *path);
/* Writes: the lines at the end of the file, whole or not at all. */
bool setup_rc_append(const struct world *world, const char *path, const char *lines,
                     struct err *err);

/* Where the shell's completion is, among the places that it looks into. */
bool setup_completion_find(const struct world *world, const struct shell_def *shell,
                           struct buf *path);
/* The place of one's own for it; false where there is no HOME. */
bool setup_completion_place(const struct world *world, const struct shell_def *shell,
                            struct buf *path);
/* What the shell's file must say so that it is read; "" where the shell finds it by itself. */
void setup_completion_line(const struct world *world, const struct shell_def *shell,
                           const char *path, struct buf *line);
/* Writes it there. */
bool setup_completion_write(const struct world *world, const struct shell_def *shell,
                            const char *path, struct err *err);
#endif
