#ifndef MENTEE_SESSION_SYNC_PRIV_H
#define MENTEE_SESSION_SYNC_PRIV_H
/* git, as sync.c calls it (git.c). The words of a command are a list: WORDS("add", "-A"). */
#include "mentee/base/process.h"
#include "mentee/session/sync.h"

struct git {
  struct os *os;
  char *folder;      /* its own: the store is read again while git works */
  struct buf driver; /* "merge.mentee.driver=..." */
  bool named;        /* git knows who commits */
};
void git_init(struct git *git, const struct session *session);
void git_release(struct git *git);

/* Arguments that are not known when the program is written. */
struct git_args {
  VEC(const char *) list;
};
#define GIT_ARGS_INIT                                                                              \
  { VEC_INIT }
void git_args_add(struct git_args *args, const char *arg);
void git_args_release(struct git_args *args);

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Any status but 0 is ERR_IO, with git's last line. end may be NULL. */
bool git_run(const struct git *git, struct process_end *end, struct err *err,
             const char *const *words);
bool git_run_args(const struct git *git, const struct git_args *args, struct process_end *end,
                  struct err *err);
/* Its status is the answer: 0 is yes. ERR_IO: git could not be run at all. end may be NULL. */
bool git_ask(const struct git *git, bool *yes, struct process_end *end, struct err *err,
             const char *const *words);
/* Its first line. */
bool git_line(const struct git *git, struct buf *line, struct err *err, const char *const *words);
bool git_line_or_none(const struct git *git, struct buf *line, struct err *err,
                      const char *const *words);

/* The driver in .gitattributes and in this clone, what is private in .gitignore and
   .stignore (Syncthing's). Does nothing where all is there. */
bool git_prepare(struct git *git, struct err *err);
void git_missing(struct git *git, struct buf *why, struct err *err);
#endif
