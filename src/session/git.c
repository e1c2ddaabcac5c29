/* git by argv: what every call has in common, and what a clone needs. */
#include "sync_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/model/tables.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)

/* --- running ------------------------------------------------------------------------------------
 */

/* git hands the driver to a shell: our own path, and nothing else, is in it. */
static void add_quoted(struct buf *out, const char *path) {
  buf_addc(out, '\'');
  for (; *path != '\0'; path++)
    if (*path == '\'')
      buf_adds(out, "'\\''");
    else
      buf_addc(out, *path);
  buf_addc(out, '\'');
}

static void add_program(struct buf *out, const struct world *world) {
  const char *program = world->program != NULL ? world->program : "mentee";
  struct buf path = BUF_INIT;

  if (strchr(program, '/') == NULL) {
    buf_adds(out, "mentee"); /* found on the PATH, as this one was */
    return;
  }
  if (program[0] != '/')
    buf_addf(&path, "%s/", world->cwd);
  buf_adds(&path, program);
  add_quoted(out, buf_text(&path));
  buf_release(&path);
}

void git_args_add(struct git_args *args, const char *arg) {
  *vec_push(&args->list) = arg;
}

void git_args_release(struct git_args *args) {
  vec_release(&args->list);
}

static void add_all(struct git_args *args, const char *const *words) {
  for (; *words != NULL; words++)
    git_args_add(args, *words);
}

static bool run(const struct git *git, const struct git_args *args, struct process_end *end,
                struct err *err) {
  struct git_args whole = GIT_ARGS_INIT;
  bool ok;

  git_args_add(&whole, "git");
  git_args_add(&whole, "-C");
  git_args_add(&whole, git->folder);
  git_args_add(&whole, "-c");
  git_args_add(&whole, buf_text(&git->driver));
  if (!git->named) {
    git_args_add(&whole, "-c");
    git_args_add(&whole, "user.name=mentee");
    git_args_add(&whole, "-c");
    git_args_add(&whole, "user.email=mentee@localhost");
  }
  for (size_t i = 0; i < args->list.len; i++)
    git_args_add(&whole, args->list.data[i]);
  git_args_add(&whole, NULL);
  ok = process_run(whole.list.data, end, err);
  git_args_release(&whole);
  return ok;
}

/* The last line that says something. */
static bool complain(const struct git_args *args, const struct process_end *end, struct err *err) {
  const char *text = buf_text(end->err.len > 0 ? &end->err : &end->out);
  const char *line = text, *at = text;
  size_t len;

  assert(args->list.len > 0);
  while (*at != '\0') {
    len = strcspn(at, "\n");
    if (len > 0)
      line = at;
    at += len + (at[len] == '\n');
  }
  return err_set(err, ERR_IO, "git %s: %.*s", args->list.data[0], (int)strcspn(line, "\n"), line);
}

bool git_run_args(const struct git *git, const struct git_args *args, struct process_end *end,
                  struct err *err) {
  struct process_end own = PROCESS_END_INIT;
  struct process_end *to = end != NULL ? end : &own;
  bool ok = run(git, args, to, err) && (to->status == 0 || complain(args, to, err));

  process_end_release(&own);
  return ok;
}

bool git_run(const struct git *git, struct process_end *end, struct err *err,
             const char *const *words) {
  struct git_args args = GIT_ARGS_INIT;
  bool ok;

  add_all(&args, words);
  ok = git_run_args(git, &args, end, err);
  git_args_release(&args);
  return ok;
}

bool git_ask(const struct git *git, bool *yes, struct process_end *end, struct err *err,
             const char *const *words) {
  struct process_end own = PROCESS_END_INIT;
  struct process_end *to = end != NULL ? end : &own;
  struct git_args args = GIT_ARGS_INIT;
  bool ok;

  add_all(&args, words);
  ok = run(git, &args, to, err);
  *yes = ok && to->status == 0;
  process_end_release(&own);
  git_args_release(&args);
  return ok;
}

static bool first_line(bool ok, const struct process_end *end, struct buf *line) {
  if (ok && end->status == 0)
    buf_add(line, buf_text(&end->out), strcspn(buf_text(&end->out), "\n"));
  return ok;
}

bool git_line(const struct git *git, struct buf *line, struct err *err, const char *const *words) {
  struct process_end end = PROCESS_END_INIT;
  bool ok = first_line(git_run(git, &end, err, words), &end, line);

  process_end_release(&end);
  return ok;
}

bool git_line_or_none(const struct git *git, struct buf *line, struct err *err,
                      const char *const *words) {
  struct process_end end = PROCESS_END_INIT;
  bool yes, ok = first_line(git_ask(git, &yes, &end, err, words), &end, line);

  process_end_release(&end);
  return ok;
}

/* --- what a clone needs -------------------------------------------------------------------------
 */

void git_init(struct git *git, const struct session *session) {
  struct buf email = BUF_INIT;
  struct err ignored = ERR_INIT;

  *git = (struct git){session->os, xstrdup(session->store.folder), BUF_INIT, true};
  buf_adds(&git->driver, "merge.mentee.driver=");
  add_program(&git->driver, session->world);
  buf_adds(&git->driver, " merge-driver %O %A %B %P");
  git_line_or_none(git, &email, &ignored, WORDS("config", "--get", "user.email"));
  git->named = email.len > 0;
  buf_release(&email);
}

void git_release(struct git *git) {
  buf_release(&git->driver);
  free(git->folder);
  git->folder = NULL;
}

static bool has_line(const char *text, const char *line) {
  size_t len = strlen(line);

  for (const char *at = text; (at = strstr(at, line)) != NULL; at++)
    if ((at == text || at[-1] == '\n') && (at[len] == '\n' || at[len] == '\0' || at[len] == '\r'))
      return true;
  return false;
}

static bool add_lines(const struct git *git, const char *name, const struct buf *lines,
                      struct err *err) {
  struct os *os = git->os;
  struct buf path = BUF_INIT, text = BUF_INIT, missing = BUF_INIT;
  struct os_stat stat;
  int result, fd;

  buf_addf(&path, "%s/%s", git->folder, name);
  result = os_read_file(os, buf_text(&path), FILE_LIMIT, &text, &stat);
  if (text.len > 0 && text.data[text.len - 1] != '\n')
    buf_addc(&missing, '\n');
  for (const char *at = buf_text(lines); *at != '\0'; at += strcspn(at, "\n") + 1) {
    struct buf line = BUF_INIT;
    buf_add(&line, at, strcspn(at, "\n"));
    if (!has_line(buf_text(&text), buf_text(&line)))
      buf_addf(&missing, "%s\n", buf_text(&line));
    buf_release(&line);
  }
  if ((result == 0 || result == -ENOENT) && missing.len > 1) {
    result = fd =
        os->open(os->self, buf_text(&path), OS_WRITE | OS_CREATE | OS_APPEND | OS_NOFOLLOW, 0600);
    if (fd >= 0) {
      result = os_write_all(os, fd, buf_text(&missing), missing.len);
      os->close(os->self, fd);
    }
  }
  buf_release(&path);
  buf_release(&text);
  buf_release(&missing);
  return result >= 0 || result == -ENOENT ||
         err_set(err, ERR_IO, "'%s': %s", name, os_reason(result));
}

bool git_prepare(struct git *git, struct err *err) {
  struct buf attributes = BUF_INIT, ignored = BUF_INIT, unsynced = BUF_INIT, driver = BUF_INIT;
  const char *command = strchr(buf_text(&git->driver), '=') + 1;
  bool ok;

  for (int i = 0; i < TABLE_COUNT; i++)
    buf_addf(&attributes, "%s -text merge=mentee\n", table_defs[i].file);
  buf_adds(&ignored, "/.mentee/\n/conflicts.csv\n/.stignore\n/.*.tmp\n");
  buf_adds(&unsynced, "/.git\n/.mentee\n/conflicts.csv\n/.*.tmp\n");
  ok = add_lines(git, ".gitattributes", &attributes, err) &&
       add_lines(git, ".gitignore", &ignored, err) && add_lines(git, ".stignore", &unsynced, err) &&
       git_line_or_none(git, &driver, err,
                        WORDS("config", "--local", "--get", "merge.mentee.driver"));
  if (ok && strcmp(buf_text(&driver), command) != 0)
    ok = git_run(git, NULL, err,
                 WORDS("config", "--local", "merge.mentee.name", "mentee: rows and fields")) &&
         git_run(git, NULL, err, WORDS("config", "--local", "merge.mentee.driver", command));
  buf_release(&attributes);
  buf_release(&ignored);
  buf_release(&unsynced);
  buf_release(&driver);
  return ok;
}

void git_missing(struct git *git, struct buf *why, struct err *err) {
  struct buf path = BUF_INIT, text = BUF_INIT, driver = BUF_INIT;
  struct process_end end = PROCESS_END_INIT;
  struct git_args args = GIT_ARGS_INIT;
  struct os_stat stat;

  buf_addf(&path, "%s/.gitattributes", git->folder);
  if (os_read_file(git->os, buf_text(&path), FILE_LIMIT, &text, &stat) == 0 &&
      strstr(buf_text(&text), "merge=mentee") != NULL) {
    /* without our own -c, or git would answer with that */
    const char *const argv[] = {"git", "-C", git->folder, "config", "--get", "merge.mentee.driver",
                                NULL};
    if (process_run(argv, &end, err) && end.status != 0)
      buf_adds(why, "git does not know the merge driver in this clone, and would put its marks "
                    "into the files; mentee sync --setup tells it");
  }
  process_end_release(&end);
  git_args_release(&args);
  buf_release(&path);
  buf_release(&text);
  buf_release(&driver);
}
