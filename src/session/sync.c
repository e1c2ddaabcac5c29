#include "mentee/session/sync.h"

#include "mentee/base/process.h"
#include "mentee/base/xmem.h"
#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"
#include "mentee/store/outside.h"
#include "session_priv.h"
#include "sync_priv.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TRY_AGAIN 3 /* times, where another machine pushes between our fetch and our push */

void sync_report_release(struct sync_report *report) {
  for (size_t i = 0; i < report->said.len; i++)
    free(report->said.data[i]);
  vec_release(&report->said);
}

static void say(struct sync_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void say(struct sync_report *report, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  *vec_push(&report->said) = buf_detach(&text);
}

static void take_said(struct sync_report *report, struct commit_report *from) {
  for (size_t i = 0; i < from->said.len; i++) {
    *vec_push(&report->said) = from->said.data[i];
    from->said.data[i] = NULL; /* taken */
  }
  from->said.len = 0;
}

/* --- committing ---------------------------------------------------------------------------------
 */

static bool is_tracked(const struct buf *listed, const char *file) {
  for (size_t at = 0; at < listed->len; at += strlen(listed->data + at) + 1)
    if (strcmp(listed->data + at, file) == 0)
      return true;
  return false;
}

/* Only what is the store's: a file that is there, or that git knows and that is gone. */
static bool add_files(const struct git *git, struct err *err) {
  struct process_end listed = PROCESS_END_INIT;
  struct git_args add = GIT_ARGS_INIT;
  bool ok = git_run(git, &listed, err, WORDS("ls-files", "-z"));

  git_args_add(&add, "add");
  git_args_add(&add, "-A");
  git_args_add(&add, "--");
  for (int i = 0; ok && i < TABLE_COUNT + 2; i++) {
    const char *file = i < TABLE_COUNT    ? table_defs[i].file
                       : i == TABLE_COUNT ? ".gitattributes"
                                          : ".gitignore";
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", git->folder, file);
    if (is_tracked(&listed.out, file) || !os_missing(git->os, buf_text(&path)))
      git_args_add(&add, file);
    buf_release(&path);
  }
  if (ok && add.list.len > 3)
    ok = git_run_args(git, &add, NULL, err);
  git_args_release(&add);
  process_end_release(&listed);
  return ok;
}

static bool commit_all(const struct git *git, struct sync_report *report, struct err *err) {
  struct buf host = BUF_INIT, message = BUF_INIT;
  bool clean, ok = add_files(git, err) &&
                   git_ask(git, &clean, NULL, err, WORDS("diff", "--cached", "--quiet"));

  if (ok && !clean) {
    git->os->host(git->os->self, &host);
    buf_addf(&message, "mentee on %s", buf_text(&host));
    ok = git_run(git, NULL, err, WORDS("commit", "-q", "-m", buf_text(&message)));
    report->committed = ok;
  }
  buf_release(&host);
  buf_release(&message);
  return ok;
}

/* --- merging ------------------------------------------------------------------------------------
 */

static enum table_id table_of_file(const char *file) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (strcmp(table_defs[i].file, file) == 0)
      return (enum table_id)i;
  return TABLE_NONE;
}

/* One of the three versions that git keeps of a file in conflict. *has is false where that side has
   none. */
static bool read_stage(const struct git *git, int stage, const char *file, struct buf *bytes,
                       bool *has, struct err *err) {
  struct process_end end = PROCESS_END_INIT;
  struct buf name = BUF_INIT;
  bool ok;

  buf_addf(&name, ":%d:%s", stage, file);
  ok = git_ask(git, has, &end, err, WORDS("show", buf_text(&name)));
  if (ok && *has)
    buf_add(bytes, buf_text(&end.out), end.out.len);
  process_end_release(&end);
  buf_release(&name);
  return ok;
}

static bool write_merged(const struct git *git, const char *file, const struct buf *bytes,
                         struct err *err) {
  struct os *os = git->os;
  struct buf path = BUF_INIT;
  int fd, result, closed;

  buf_addf(&path, "%s/%s", git->folder, file);
  fd = os->open(os->self, buf_text(&path), OS_WRITE | OS_CREATE | OS_TRUNCATE | OS_NOFOLLOW, 0600);
  result = fd < 0 ? fd : os_write_all(os, fd, buf_text(bytes), bytes->len);
  if (result == 0)
    result = os->fsync(os->self, fd);
  closed = fd < 0 ? 0 : os->close(os->self, fd);
  buf_release(&path);
  if (result == 0 && closed == 0)
    return true;
  return err_set(err, ERR_IO, "'%s': %s", file, os_reason(result < 0 ? result : closed));
}

/* The merge of a file that git left in conflict, from git's three versions: it does not matter
   whether the driver ran. A side that took the whole file away gives way to the one that has it. */
static bool merge_file(const struct git *git, const char *file, struct commit_report *merged,
                       struct err *err) {
  enum table_id table = table_of_file(file);
  struct buf side[3] = {BUF_INIT, BUF_INIT, BUF_INIT}, out = BUF_INIT;
  bool has[3] = {false, false, false}, ok = true;

  if (table == TABLE_NONE)
    return err_set(err, ERR_DATA,
                   "'%s' was changed in two places and is none of mentee's files; "
                   "merge it with git, then sync again",
                   file);
  for (int i = 0; i < 3 && ok; i++)
    ok = read_stage(git, i + 1, file, &side[i], &has[i], err);
  if (ok && has[1] && has[2])
    ok = merge3_bytes(table, &side[0], &side[1], &side[2], &out, merged, err);
  else if (ok)
    buf_add(&out, buf_text(&side[has[1] ? 1 : 2]), side[has[1] ? 1 : 2].len);
  ok = ok && write_merged(git, file, &out, err);
  for (int i = 0; i < 3; i++)
    buf_release(&side[i]);
  buf_release(&out);
  return ok;
}

static bool merge_files(const struct git *git, const struct buf *files,
                        struct commit_report *merged, struct err *err) {
  struct git_args add = GIT_ARGS_INIT;
  bool ok = true;

  git_args_add(&add, "add");
  git_args_add(&add, "--");
  for (size_t at = 0; ok && at < files->len; at += strlen(files->data + at) + 1) {
    ok = merge_file(git, files->data + at, merged, err);
    git_args_add(&add, files->data + at);
  }
  ok = ok && (merged->conflicts.list.len == 0 ||
              kept_add(git->os, git->folder, &merged->conflicts, KEPT_THERE_WAITS, err));
  if (ok && files->len > 0)
    ok = git_run_args(git, &add, NULL, err);
  git_args_release(&add);
  return ok;
}

/* Takes a merge that git could not end to its end, or back to its beginning. */
static bool end_merge(const struct git *git, struct sync_report *report, struct err *err) {
  struct process_end unmerged = PROCESS_END_INIT;
  struct commit_report merged = COMMIT_REPORT_INIT;
  struct err ignored = ERR_INIT;
  bool ok = git_run(git, &unmerged, err, WORDS("diff", "--name-only", "--diff-filter=U", "-z")) &&
            merge_files(git, &unmerged.out, &merged, err) &&
            git_run(git, NULL, err, WORDS("commit", "-q", "--no-edit"));

  report->conflicts += merged.conflicts.list.len;
  take_said(report, &merged);
  if (!ok)
    git_run(git, NULL, &ignored, WORDS("merge", "--abort"));
  commit_report_release(&merged);
  process_end_release(&unmerged);
  return ok;
}

static bool is_merging(const struct git *git, bool *merging, struct err *err) {
  return git_ask(git, merging, NULL, err, WORDS("rev-parse", "-q", "--verify", "MERGE_HEAD"));
}

static bool merge_ref(const struct git *git, const char *ref, struct sync_report *report,
                      struct err *err) {
  struct err refusal = ERR_INIT;
  bool related = false, merging = false;

  if (!git_ask(git, &related, NULL, err, WORDS("merge-base", "HEAD", ref)))
    return false;
  if (git_run(git, NULL, &refusal,
              WORDS("merge", "-q", "--no-edit",
                    related ? "--no-allow-unrelated-histories" : "--allow-unrelated-histories",
                    ref)))
    return true;
  if (!is_merging(git, &merging, err))
    return false;
  if (merging)
    return end_merge(git, report, err);
  *err = refusal;
  return false;
}

/* Under the lock: what was saved since the first commit, what a killed sync left, the merge. */
static bool merge_locked(const struct git *git, const char *ref, struct sync_report *report,
                         struct err *err) {
  bool merging = false, has_it = true;

  if (!is_merging(git, &merging, err) || (merging && !end_merge(git, report, err)) ||
      !commit_all(git, report, err))
    return false;
  if (ref == NULL)
    return true;
  if (!git_ask(git, &has_it, NULL, err, WORDS("merge-base", "--is-ancestor", ref, "HEAD")))
    return false;
  return has_it || merge_ref(git, ref, report, err);
}

static bool merge(struct session *session, const struct git *git, const char *ref,
                  struct sync_report *report, struct err *err) {
  struct commit_report said = COMMIT_REPORT_INIT;
  struct err unread = ERR_INIT;
  struct outside outside;
  bool ok;

  if (!outside_begin(&outside, &session->store, &said, err)) {
    commit_report_release(&said);
    return false;
  }
  ok = merge_locked(git, ref, report, err);
  if (!outside_end(&outside, &session->store, &said, ok ? err : &unread))
    ok = false;
  report->joined += said.done.changes.len;
  take_said(report, &said);
  session_take_report(session, &said);
  commit_report_release(&said);
  return ok;
}

/* --- there and back -----------------------------------------------------------------------------
 */

struct place {
  struct buf remote, branch, ref; /* "origin", "main", "refs/remotes/origin/main" */
};

static void place_release(struct place *place) {
  buf_release(&place->remote);
  buf_release(&place->branch);
  buf_release(&place->ref);
}

/* The remote that this branch follows, else the only one there is; "" where there is none. */
static bool find_place(const struct git *git, struct place *place, struct err *err) {
  struct buf key = BUF_INIT, all = BUF_INIT;
  bool ok = git_line(git, &place->branch, err, WORDS("symbolic-ref", "--short", "HEAD"));

  if (ok) {
    buf_addf(&key, "branch.%s.remote", buf_text(&place->branch));
    ok = git_line_or_none(git, &place->remote, err, WORDS("config", "--get", buf_text(&key)));
  }
  if (ok && place->remote.len == 0)
    ok = git_line_or_none(git, &place->remote, err, WORDS("remote"));
  buf_addf(&place->ref, "refs/remotes/%s/%s", buf_text(&place->remote), buf_text(&place->branch));
  buf_release(&key);
  buf_release(&all);
  return ok;
}

static bool push(const struct git *git, const struct place *place, struct err *err) {
  struct buf target = BUF_INIT;
  bool ok;

  buf_addf(&target, "HEAD:refs/heads/%s", buf_text(&place->branch));
  ok = git_run(git, NULL, err,
               WORDS("push", "-q", "-u", "--", buf_text(&place->remote), buf_text(&target)));
  buf_release(&target);
  return ok;
}

static bool fetch_and_merge(struct session *session, const struct git *git,
                            const struct place *place, struct sync_report *report,
                            struct err *err) {
  bool there = false;

  if (!git_run(git, NULL, err, WORDS("fetch", "-q", "--", buf_text(&place->remote))))
    return err_within(err, "kept here, but '%s' was not reached", buf_text(&place->remote));
  return git_ask(git, &there, NULL, err,
                 WORDS("rev-parse", "-q", "--verify", buf_text(&place->ref))) &&
         merge(session, git, there ? buf_text(&place->ref) : NULL, report, err);
}

/* Somebody else may push between our fetch and our push. */
static bool go_there_and_back(struct session *session, const struct git *git,
                              const struct place *place, struct sync_report *report,
                              struct err *err) {
  struct err refusal = ERR_INIT;

  for (int i = 0; i < TRY_AGAIN; i++) {
    if (!fetch_and_merge(session, git, place, report, err))
      return false;
    refusal = (struct err)ERR_INIT;
    if (push(git, place, &refusal))
      return true;
  }
  *err = refusal;
  return err_within(err, "joined here, but '%s' did not take it", buf_text(&place->remote));
}

/* Its own repository, and not a folder in somebody else's. */
static bool check_repository(const struct git *git, struct err *err) {
  struct process_end end = PROCESS_END_INIT;
  bool is_one = false;
  bool ok = git_ask(git, &is_one, &end, err, WORDS("rev-parse", "--show-prefix"));

  if (ok && !is_one)
    ok = err_set(err, ERR_USAGE,
                 "'%s' is no git repository yet; mentee sync --setup [REMOTE] makes it one",
                 git->folder);
  else if (ok && end.out.len > 1) /* more than a line end */
    ok = err_set(err, ERR_USAGE,
                 "'%s' lies in another git repository; a store that syncs is one of its own",
                 git->folder);
  process_end_release(&end);
  return ok;
}

bool session_sync(struct session *session, struct sync_report *report, struct err *err) {
  struct place place = {BUF_INIT, BUF_INIT, BUF_INIT};
  struct git git;
  bool ok;

  git_init(&git, session);
  ok = check_repository(&git, err) && git_prepare(&git, err) &&
       merge(session, &git, NULL, report, err) && find_place(&git, &place, err);
  report->has_remote = ok && place.remote.len > 0;
  if (report->has_remote)
    ok = go_there_and_back(session, &git, &place, report, err);
  place_release(&place);
  git_release(&git);
  return ok;
}

/* --- set-up -------------------------------------------------------------------------------------
 */

static bool set_remote(const struct git *git, const char *remote, struct err *err) {
  bool has = false;

  if (remote == NULL)
    return true;
  if (!git_ask(git, &has, NULL, err, WORDS("remote", "get-url", "--", "origin")))
    return false;
  return git_run(git, NULL, err, WORDS("remote", has ? "set-url" : "add", "--", "origin", remote));
}

bool session_sync_setup(struct session *session, const char *remote, struct sync_report *report,
                        struct err *err) {
  int made = os_make_folders(session->os, session->store.folder);
  bool is_one = false, ok;
  struct git git;

  git_init(&git, session);
  ok = made == 0 ||
       err_set(err, ERR_IO, "cannot make '%s': %s", session->store.folder, os_reason(made));
  ok = ok && git_ask(&git, &is_one, NULL, err, WORDS("rev-parse", "--git-dir"));
  if (ok && !is_one)
    ok = git_run(&git, NULL, err, WORDS("init", "-q", "-b", "main"));
  ok = ok && check_repository(&git, err) && git_prepare(&git, err) && set_remote(&git, remote, err);
  if (ok && !is_one)
    say(report, "The store is a git repository now.");
  git_release(&git);
  return ok && session_sync(session, report, err);
}

void session_sync_missing(const struct session *session, struct buf *why) {
  struct err ignored = ERR_INIT;
  struct git git;

  git_init(&git, session);
  git_missing(&git, why, &ignored);
  git_release(&git);
}
