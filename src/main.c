/* Which door: words (cli) or the full screen (tui). Fills the world; nothing below asks for it. */
#include "mentee/base/date.h"
#include "mentee/base/date_words.h"
#include "mentee/base/xmem.h"
#include "mentee/cli/cli.h"
#include "mentee/tui/term.h"
#include "mentee/tui/tui.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#ifndef MENTEE_VERSION
#define MENTEE_VERSION "0"
#endif

static const char *env(const char *name) {
  const char *value = getenv(name);

  return value != NULL ? value : "";
}

/* A file that is opened must never get the number of a closed standard stream: what is printed
   would go into it. */
static void open_standard_streams(void) {
  int fd;

  do
    fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close(fd);
}

/* A closed pipe and a file size limit are told by the error of the write. */
static void ignore_signals(void) {
  struct sigaction ignore;

  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
}

/* What is in memory is private: it stays out of core files. */
static void no_core_files(void) {
  const struct rlimit none = {0, 0};

  (void)setrlimit(RLIMIT_CORE, &none);
}

static bool ends_in(const char *text, const char *end) {
  size_t len = strlen(text), end_len = strlen(end);

  return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static bool utf8_locale(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  static const char *const ends[] = {"UTF-8", "utf-8", "UTF8", "utf8"};
  const char *locale = "";

  for (size_t i = 0; i < sizeof names / sizeof names[0] && locale[0] == '\0'; i++)
    locale = env(names[i]);
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    if (ends_in(locale, ends[i]))
      return true;
  return false;
}

/* The terminal's own word, else COLUMNS, else 80. */
static int columns(void) {
  struct winsize size;
  char *end;
  long count;

  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    return size.ws_col; /* 0: it does not know */
  count = strtol(env("COLUMNS"), &end, 10);
  if (env("COLUMNS")[0] == '\0' || *end != '\0' || count < 0 || count > 100000)
    return 80;
  return (int)count;
}

/* flag > NO_COLOR > is a terminal; a dumb terminal has none. */
static bool wants_colour(const char *color, bool terminal) {
  if (color != NULL && strcmp(color, "always") == 0)
    return true;
  if (color != NULL && strcmp(color, "never") == 0)
    return false;
  return terminal && env("NO_COLOR")[0] == '\0' && strcmp(env("TERM"), "dumb") != 0;
}

/* "" where the folder was taken away, or has a name that is too long. */
static const char *working_folder(void) {
  static char path[4096];

  return getcwd(path, sizeof path) != NULL ? path : "";
}

static struct world the_world(void) {
  struct world world = {
      .os = os_real(),
      .forced_today = DATE_NONE,
      .home = env("HOME"),
      .cwd = working_folder(),
      .store_flag = "",
      .mentee_dir = env("MENTEE_DIR"),
      .xdg_data_home = env("XDG_DATA_HOME"),
      .xdg_config_home = env("XDG_CONFIG_HOME"),
      .xdg_state_home = env("XDG_STATE_HOME"),
      .xdg_cache_home = env("XDG_CACHE_HOME"),
      .shell = env("SHELL"),
      .path = env("PATH"),
      .zdotdir = env("ZDOTDIR"),
      .xdg_data_dirs = env("XDG_DATA_DIRS"),
      .visual = env("VISUAL"),
      .editor = env("EDITOR"),
      .cache_mode = env("MENTEE_CACHE"),
      .utf8 = utf8_locale(),
      .columns = columns(),
      .stdout_is_terminal = isatty(STDOUT_FILENO) == 1,
      .stdin_is_terminal = isatty(STDIN_FILENO) == 1,
      .remote_without_terminal = env("SSH_CONNECTION")[0] != '\0' && env("SSH_TTY")[0] == '\0',
  };

  world_look_at_clock(&world);
  return world;
}

static bool shell_command(size_t n, struct shell_command *command) {
  struct cli_command of;

  if (!cli_command(n, &of))
    return false;
  *command = (struct shell_command){of.name, of.synopsis, of.summary, of.outside};
  return true;
}

/* What Today shows, in lines one below the other. */
static int in_lines(struct world *world, const struct cli_globals *globals, struct err *err) {
  char name[] = "mentee", due[] = "due";
  char *argv[] = {name, due, NULL};

  err_set(err, ERR_USAGE, "terminal '%s' holds no full screen; mentee help has the commands",
          env("TERM"));
  return cli_run(world, 2, argv, globals, MENTEE_VERSION);
}

static int full_screen(struct world *world, const struct cli_globals *globals, struct err *err) {
  static const struct shell shell = {shell_command, cli_run_captured};

  if (!world->stdin_is_terminal || !world->stdout_is_terminal) {
    err_set(err, ERR_USAGE, "the full screen needs a terminal; try mentee help");
    return err_exit_status(err);
  }
  if (!term_holds_screen(env("TERM")))
    return in_lines(world, globals, err);
  return tui_run(world, env("TERM"), &shell, err);
}

int main(int argc, char **argv) {
  struct world world;
  struct cli_globals globals;
  struct err err = ERR_INIT;
  int status;

  open_standard_streams();
  ignore_signals();
  no_core_files();
  xmem_on_exhausted(term_close);
  world = the_world();
  world.program = argc > 0 ? argv[0] : NULL;
  if (!cli_take_globals(&argc, argv, &globals, &err) || !cli_apply_globals(&world, &globals, &err))
    status = err_exit_status(&err);
  else if (world.colour = wants_colour(globals.color, world.stdout_is_terminal),
           cli_wants_screen(argc, &globals))
    status = full_screen(&world, &globals, &err);
  else
    return cli_run(&world, argc, argv, &globals, MENTEE_VERSION);
  if (err.kind != ERR_NONE)
    cli_complain(&world, &err);
  return status;
}
