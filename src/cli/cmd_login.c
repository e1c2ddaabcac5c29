/*
 * `mentee --due`: what a login shell says. It reads, prints and is gone: inside the store nothing
 * is created, changed, locked or waited for, and nothing due is nothing printed.
 */
#include "cli_priv.h"

#include "mentee/session/login.h"
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

struct wish {
  bool quiet; /* asked from a shell that must stay silent */
  int most;
  long once; /* seconds; 0: every time */
};

static bool read_options(struct cli *cli, const struct args *args, struct wish *wish,
                         struct err *err) {
  const char *once = args->value[LOGIN_ONCE];

  if (!args_at_most(args, &command_login, 0, err) ||
      !args_number("--max", args->value[LOGIN_MAX], 1, 99, &wish->most, err) ||
      (once != NULL && once[0] != '\0' && !date_words_span(once, &wish->once, err)))
    return false;
  wish->quiet = cli->world->remote_without_terminal && !cli->world->stdout_is_terminal &&
                args->value[LOGIN_FORCE] == NULL;
  return true;
}

/* Prints, where there is something to say and it was not said just now. */
static bool say(struct cli *cli, const struct args *args, const struct wish *wish,
                const struct login *login, struct err *err) {
  const struct banner_style style = {cli->world->columns, cli->world->utf8 && !cli->ascii};
  bool once = args->value[LOGIN_ONCE] != NULL;
  long seconds = wish->once > 0 ? wish->once : (long)login->once_hours * HOUR;
  struct buf text = BUF_INIT;
  bool ok;

  if (login->complaint[0] != '\0')
    out_complain(cli, "%s", login->complaint);
  cli->status = args->value[LOGIN_EXIT_CODE] != NULL && login->day.shown > 0;
  if (login->day.shown == 0 || wish->quiet || (once && said_lately(cli, seconds)))
    return true;
  if (args->value[LOGIN_DISCREET] != NULL)
    banner_discreet(&text, &login->day);
  else
    banner(&text, &login->day, wish->most > 0 ? wish->most : login->max_lines, &style);
  out_banner(cli, buf_text(&text));
  buf_release(&text);
  ok = out_flush(cli, err);
  if (ok && once)
    stamp(cli);
  return ok;
}

/* From the files, and kept for the next time once it is said. Where nothing says where a store
   would be (no HOME), there is none. */
static bool ask_and_say(struct cli *cli, const struct args *args, const struct wish *wish,
                        struct err *err) {
  struct login login;
  struct err why = ERR_INIT;
  bool ok;

  if (!cli_open(cli, &why) && why.kind == ERR_USAGE)
    return true;
  if (why.kind != ERR_NONE) {
    *err = why;
    return false;
  }
  ok = login_ask(&login, &cli->session, wish->most, err) && say(cli, args, wish, &login, err);
  login_release(&login);
  if (ok)
    login_remember(&cli->session, LOGIN_WEEK);
  return ok;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct wish wish = {false, 0, 0};
  struct login login;
  bool ok;

  if (!read_options(cli, args, &wish, err))
    return false;
  if (wish.quiet && args->value[LOGIN_EXIT_CODE] == NULL)
    return true;
  if (!login_recall(&login, cli->world, wish.most))
    return ask_and_say(cli, args, &wish, err);
  cli->ascii = cli->ascii || login.ascii;
  ok = say(cli, args, &wish, &login, err);
  login_release(&login);
  return ok;
}

const struct command command_login = {
    .name = "--due",
    .synopsis = "--due [--once[=SPAN]] [--discreet] [--max N] [--force] [--exit-code]",
    .summary = "what a login shell says: who is due, in a few lines",
    .options = options,
    .details =
        "Nothing due, or nothing written yet: nothing is printed. In the store it only reads;\n"
        "what it found is kept in $XDG_CACHE_HOME/mentee, unless MENTEE_CACHE is off. With --once\n"
        "it keeps the time in $XDG_STATE_HOME/mentee. In a remote shell without a terminal (scp,\n"
        "rsync) it is silent.\n",
    .examples = "--due --once\n--due --max 5\n",
    .run = run,
};
