/*
 * `mentee --due`: what a login shell says. It reads, prints and is gone: inside the store nothing
 * is created, changed, locked or waited for, and nothing due is nothing printed.
 */
#include "cli_priv.h"

#include "mentee/engine/banner.h"
#include "mentee/model/check.h"
#include <stdio.h>
#include <string.h>

enum { LOGIN_ONCE, LOGIN_DISCREET, LOGIN_MAX, LOGIN_FORCE, LOGIN_EXIT_CODE };
static const struct option_def options[] = {
    [LOGIN_ONCE] = {"once", 0, "SPAN", true, "say it once in 6h, in all terminals together"},
    [LOGIN_DISCREET] = {"discreet", 0, NULL, false, "counts only: no name, no text"},
    [LOGIN_MAX] = {"max", 0, "N", false, "at most N people; 3 by default"},
    [LOGIN_FORCE] = {"force", 0, NULL, false, "print even in a remote shell without a terminal"},
    [LOGIN_EXIT_CODE] = {"exit-code", 0, NULL, false, "status 1 where something is due"},
    OPTIONS_END,
};

#define STAMP_NAME "due-said"
#define HOUR 3600

/* A file that could not be read at all ends it; damaged rows are one line beside the others. */
static bool tell_damage(struct cli *cli, struct err *err) {
  const struct book *book = session_book(&cli->session);
  const struct note *first = NULL;
  struct buf text = BUF_INIT;
  size_t further = 0;
  bool ok = true;

  for (size_t i = 0; i < book->notes.len; i++) {
    const struct note *note = &book->notes.data[i];
    if (!note->damage)
      continue;
    further += first != NULL;
    if (first == NULL || (first->line > 0 && note->line == 0))
      first = note;
  }
  if (first == NULL)
    return true;
  note_text(first, &text);
  if (first->line == 0)
    ok = err_set(err, ERR_DATA, "%s", buf_text(&text));
  else if (further == 0)
    out_complain(cli, "%s", buf_text(&text));
  else
    out_complain(cli, "%s (and %zu more: mentee check)", buf_text(&text), further);
  buf_release(&text);
  return ok;
}

/* The stamp's path; "" where there is no place for one. */
static void stamp_path(struct cli *cli, struct buf *path) {
  world_state_folder(cli->world, path);
  if (path->len > 0)
    buf_adds(path, "/" STAMP_NAME);
}

/* A stamp of the future (the clock was set back) does not count. */
static bool said_lately(struct cli *cli, long seconds) {
  struct os *os = cli->world->os;
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int64_t age;
  bool lately = false;

  stamp_path(cli, &path);
  if (path.len > 0 && os->stat(os->self, buf_text(&path), false, &stat) >= 0 &&
      stat.kind == OS_FILE) {
    age = (os->now_ns(os->self) - stat.mtime_ns) / 1000000000;
    lately = age >= 0 && age < seconds;
  }
  buf_release(&path);
  return lately;
}

/* Not being able to is no error: it is said again, that is all. */
static void stamp(struct cli *cli) {
  struct os *os = cli->world->os;
  struct buf folder = BUF_INIT, path = BUF_INIT;
  int fd;

  world_state_folder(cli->world, &folder);
  stamp_path(cli, &path);
  if (path.len > 0 && os_make_folders(os, buf_text(&folder)) >= 0) {
    fd =
        os->open(os->self, buf_text(&path), OS_WRITE | OS_CREATE | OS_TRUNCATE | OS_NOFOLLOW, 0600);
    if (fd >= 0) {
      (void)os_write_all(os, fd, "said\n", 5);
      os->close(os->self, fd);
    }
  }
  buf_release(&folder);
  buf_release(&path);
}

/* What the banner made is safe already; ASCII can make a line longer, so it is cut again. */
static void out_banner(struct cli *cli, const char *text) {
  int columns = (cli->world->columns > 0 ? cli->world->columns : 80) - 1;
  struct buf line = BUF_INIT, ascii = BUF_INIT;

  if (!cli->ascii)
    buf_adds(&cli->out, text);
  for (size_t len = 0; cli->ascii && *text != '\0'; text += len + (text[len] == '\n')) {
    len = strcspn(text, "\n");
    buf_cut(&line, 0);
    buf_cut(&ascii, 0);
    buf_add(&line, text, len);
    text_ascii(&ascii, buf_text(&line));
    text_clip(&cli->out, buf_text(&ascii), columns, "...");
    buf_addc(&cli->out, '\n');
  }
  buf_release(&line);
  buf_release(&ascii);
}

struct login {
  bool quiet; /* asked from a shell that must stay silent */
  int most;
  long once; /* seconds; 0: every time */
};

static bool read_options(struct cli *cli, const struct args *args, struct login *login,
                         struct err *err) {
  const char *once = args->value[LOGIN_ONCE];

  if (!args_at_most(args, &command_login, 0, err) ||
      !args_number("max", args->value[LOGIN_MAX], 1, 99, &login->most, err) ||
      (once != NULL && once[0] != '\0' && !date_words_span(once, &login->once, err)))
    return false;
  login->quiet = cli->world->remote_without_terminal && !cli->world->stdout_is_terminal &&
                 args->value[LOGIN_FORCE] == NULL;
  return true;
}

/* Prints, where there is something to say and it was not said just now. */
static bool say(struct cli *cli, const struct args *args, const struct login *login,
                const struct due *due, struct err *err) {
  const struct banner_style style = {cli->world->columns, cli->world->utf8 && !cli->ascii};
  struct buf text = BUF_INIT;
  bool ok;

  if (due->shown == 0 || login->quiet || (login->once > 0 && said_lately(cli, login->once)))
    return true;
  if (args->value[LOGIN_DISCREET] != NULL)
    banner_discreet(&text, due);
  else
    banner(&text, due, login->most, &style);
  out_banner(cli, buf_text(&text));
  buf_release(&text);
  ok = out_flush(cli, err);
  if (ok && login->once > 0)
    stamp(cli);
  return ok;
}

/* Where nothing says where a store would be (no HOME), there is none. */
static bool find_store(struct cli *cli, bool *somewhere, struct err *err) {
  struct err why = ERR_INIT;

  *somewhere = cli_open(cli, &why);
  if (*somewhere || why.kind == ERR_USAGE)
    return true;
  *err = why;
  return false;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const struct settings *settings = &cli->session.settings;
  struct login login = {false, 0, 0};
  struct due due;
  bool somewhere, ok;

  if (!read_options(cli, args, &login, err))
    return false;
  if (login.quiet && args->value[LOGIN_EXIT_CODE] == NULL)
    return true;
  if (!find_store(cli, &somewhere, err))
    return false;
  if (!somewhere)
    return true;
  if (!tell_damage(cli, err))
    return false;
  if (login.most == 0)
    login.most = settings->value[SETTING_DUE_MAX_LINES];
  if (args->value[LOGIN_ONCE] != NULL && login.once == 0)
    login.once = (long)settings->value[SETTING_DUE_ONCE_HOURS] * HOUR;
  due_compute(&due, session_book(&cli->session), settings, cli->session.today);
  ok = say(cli, args, &login, &due, err);
  cli->status = args->value[LOGIN_EXIT_CODE] != NULL && due.shown > 0;
  due_release(&due);
  return ok;
}

const struct command command_login = {
    .name = "--due",
    .synopsis = "--due [--once[=SPAN]] [--discreet] [--max N] [--force] [--exit-code]",
    .summary = "what a login shell says: who is due, in a few lines",
    .options = options,
    .details =
        "Nothing due, or nothing written yet: nothing is printed. It only reads. With --once "
        "it\n"
        "keeps the time in $XDG_STATE_HOME/mentee. In a remote shell without a terminal (scp,\n"
        "rsync) it is silent.\n",
    .examples = "--due --once\n--due --max 5\n",
    .run = run,
};
