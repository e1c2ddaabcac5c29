#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

#define DEADLINE_MS 10000
#define ESC_MS 150 /* a busy machine reads late */
#define MOST_STRINGS 32
#define ROW_BYTES 16384
#define TAIL 4096

struct pty {
  char home[64];
  pid_t pid; /* 0: none */
  int master, slave;
  int status;
  bool ended;
  struct termios before;
  VTerm *vt;
  VTermScreen *screen;
  int rows, cols;
  bool alternate, cursor_hidden, mouse;
  long sleeps_before;  /* voluntary context switches when the last keys were sent */
  size_t written;      /* by the program */
  char tail[TAIL + 1]; /* the last of it */
  size_t tail_len;
  char row[ROW_BYTES];
  pid_t drain; /* throws away what the program writes; 0: nobody does */
};

static long now_ms(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the terminal's side ------------------------------------------------------------------ */

static int on_property(VTermProp prop, VTermValue *value, void *self) {
  struct pty *pty = self;

  if (prop == VTERM_PROP_ALTSCREEN)
    pty->alternate = value->boolean;
  else if (prop == VTERM_PROP_CURSORVISIBLE)
    pty->cursor_hidden = !value->boolean;
  else if (prop == VTERM_PROP_MOUSE)
    pty->mouse = value->number != VTERM_PROP_MOUSE_NONE;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void open_screen(struct pty *pty) {
  pty->vt = vterm_new(pty->rows, pty->cols);
  vterm_set_utf8(pty->vt, 1);
  pty->screen = vterm_obtain_screen(pty->vt);
  vterm_screen_enable_altscreen(pty->screen, 1);
  vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
  vterm_screen_reset(pty->screen, 1);
  pty->alternate = pty->cursor_hidden = pty->mouse = false;
  pty->tail_len = pty->written = 0;
}

static void keep_tail(struct pty *pty, const char *bytes, size_t len) {
  size_t keep = pty->tail_len;

  if (keep + len > TAIL)
    keep = len < TAIL ? TAIL - len : 0;
  memmove(pty->tail, pty->tail + pty->tail_len - keep, keep);
  if (len > TAIL - keep) {
    bytes += len - (TAIL - keep);
    len = TAIL - keep;
  }
  memcpy(pty->tail + keep, bytes, len);
  pty->tail_len = keep + len;
  pty->tail[pty->tail_len] = '\0';
}

/* The terminal's own words, such as where its cursor is, go back as input. */
static void answer(struct pty *pty) {
  char bytes[256];
  size_t len;

  while ((len = vterm_output_read(pty->vt, bytes, sizeof bytes)) > 0)
    if (write(pty->master, bytes, len) < 0)
      return;
}

/* Takes what the program wrote within the time; false where there was nothing. */
static bool take_output(struct pty *pty, int wait_ms) {
  struct pollfd ready = {pty->master, POLLIN, 0};
  char bytes[8192];
  ssize_t len;

  if (pty->master < 0 || poll(&ready, 1, wait_ms) <= 0)
    return false;
  len = read(pty->master, bytes, sizeof bytes);
  if (len <= 0)
    return false;
  vterm_input_write(pty->vt, bytes, (size_t)len);
  keep_tail(pty, bytes, (size_t)len);
  pty->written += (size_t)len;
  answer(pty);
  return true;
}

/* --- the program's side ------------------------------------------------------------------- */

static bool read_proc(const struct pty *pty, const char *name, char *text, size_t size) {
  char path[64];
  ssize_t len;
  int fd;

  snprintf(path, sizeof path, "/proc/%d/%s", (int)pty->pid, name);
  fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  len = read(fd, text, size - 1);
  close(fd);
  text[len > 0 ? len : 0] = '\0';
  return len > 0;
}

/* How often the program has gone to sleep of its own will; -1 where nobody tells. */
static long sleeps(const struct pty *pty) {
  char text[4096];
  const char *found;

  if (!read_proc(pty, "status", text, sizeof text))
    return -1;
  found = strstr(text, "\nvoluntary_ctxt_switches:");
  return found != NULL ? strtol(found + strlen("\nvoluntary_ctxt_switches:"), NULL, 10) : -1;
}

enum waiting { WAITS, WORKS, UNKNOWN };

/* Is its system call one that waits for input? */
static enum waiting waits(const struct pty *pty) {
  char text[256], *end;
  long number;

  if (!read_proc(pty, "syscall", text, sizeof text))
    return UNKNOWN;
  number = strtol(text, &end, 10);
  if (end == text)
    return WORKS; /* "running" */
  if (number == SYS_read)
    return strncmp(end, " 0x0 ", 5) == 0 ? WAITS : WORKS;
  return number == SYS_ppoll || number == SYS_pselect6
#ifdef SYS_poll
                 || number == SYS_poll
#endif
             ? WAITS
             : WORKS;
}

static bool has_ended(struct pty *pty) {
  if (!pty->ended && pty->pid > 0 && waitpid(pty->pid, &pty->status, WNOHANG) == pty->pid)
    pty->ended = true;
  return pty->ended;
}

static bool has_settled(const struct pty *pty) {
  int queued = 0;

  if (pty->slave >= 0 && ioctl(pty->slave, FIONREAD, &queued) == 0 && queued > 0)
    return false;
  return sleeps(pty) > pty->sleeps_before && waits(pty) == WAITS;
}

void pty_settle(struct pty *pty) {
  /* without /proc/PID/syscall, a silence of 25 ms must do */
  int enough = waits(pty) == UNKNOWN ? 25 : 2;
  long deadline = now_ms() + DEADLINE_MS;
  int quiet = 0;

  while (quiet < enough && now_ms() < deadline) {
    if (take_output(pty, 1))
      quiet = 0;
    else if (has_ended(pty) || enough > 2 || has_settled(pty))
      quiet++;
    else
      quiet = 0;
  }
}

/* --- starting ------------------------------------------------------------------------------ */

int pty_setup(void **state) {
  struct pty *pty = calloc(1, sizeof *pty);

  assert_non_null(pty);
  strcpy(pty->home, "/tmp/mentee-pty-XXXXXX");
  assert_non_null(mkdtemp(pty->home));
  pty->master = pty->slave = -1;
  *state = pty;
  return 0;
}

static int take_away(const char *path, const struct stat *stat, int kind, struct FTW *ftw) {
  (void)stat;
  (void)kind;
  (void)ftw;
  return remove(path);
}

static void close_terminal(struct pty *pty) {
  if (pty->master >= 0)
    close(pty->master);
  if (pty->slave >= 0)
    close(pty->slave);
  pty->master = pty->slave = -1;
  if (pty->vt != NULL)
    vterm_free(pty->vt);
  pty->vt = NULL;
}

static void stop(struct pty *pty) {
  if (pty->pid > 0 && !has_ended(pty)) {
    kill(pty->pid, SIGKILL);
    waitpid(pty->pid, &pty->status, 0);
  }
  pty->pid = 0;
  pty->ended = false;
  close_terminal(pty);
}

int pty_teardown(void **state) {
  struct pty *pty = *state;

  stop(pty);
  nftw(pty->home, take_away, 16, FTW_DEPTH | FTW_PHYS);
  free(pty);
  return 0;
}

const char *pty_home(const struct pty *pty) {
  return pty->home;
}

int pty_pid(const struct pty *pty) {
  return (int)pty->pid;
}

struct strings {
  const char *at[MOST_STRINGS];
  size_t count;
};

static void add(struct strings *strings, const char *text) {
  assert_true(strings->count + 1 < MOST_STRINGS);
  strings->at[strings->count++] = text;
  strings->at[strings->count] = NULL;
}

/* "NAME=value" replaces a value, "NAME" takes it away. */
static void set_variable(struct strings *env, const char *text) {
  size_t len = strcspn(text, "=");
  size_t kept = 0;

  for (size_t i = 0; i < env->count; i++)
    if (strncmp(env->at[i], text, len) != 0 || env->at[i][len] != '=')
      env->at[kept++] = env->at[i];
  env->count = kept;
  env->at[kept] = NULL;
  if (text[len] == '=')
    add(env, text);
}

static void copy_store(const struct pty *pty, const char *from) {
  char command[512];

  /* both are paths of ours without a quote in them */
  snprintf(command, sizeof command, "cp -r '%s' '%s/store' && chmod -R u=rwX,go= '%s/store'", from,
           pty->home, pty->home);
  assert_int_equal(system(command), 0);
}

static void open_terminal(struct pty *pty, const struct pty_start *start) {
  struct winsize size = {0};

  pty->rows = start->rows > 0 ? start->rows : 24;
  pty->cols = start->cols > 0 ? start->cols : 80;
  pty->master = posix_openpt(O_RDWR | O_NOCTTY);
  assert_true(pty->master >= 0 && grantpt(pty->master) == 0 && unlockpt(pty->master) == 0);
  fcntl(pty->master, F_SETFD, FD_CLOEXEC);
  /* kept open, so that the modes can be looked at when the program has gone */
  pty->slave = open(ptsname(pty->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  assert_true(pty->slave >= 0);
  size.ws_row = (unsigned short)pty->rows;
  size.ws_col = (unsigned short)pty->cols;
  ioctl(pty->master, TIOCSWINSZ, &size);
  tcgetattr(pty->slave, &pty->before);
  open_screen(pty);
}

static void become(const struct pty *pty, const struct strings *args, const struct strings *env) {
  char *name = ptsname(pty->master);
  int fd;

  setsid();
  fd = open(name, O_RDWR); /* the first one is the session's terminal */
  for (int i = 0; i < 3; i++)
    dup2(fd, i);
  if (fd > 2)
    close(fd);
  if (chdir(pty->home) == 0)
    execve(args->at[0], (char *const *)args->at, (char *const *)env->at);
  _exit(127);
}

void pty_run(struct pty *pty, const struct pty_start *start) {
  struct strings args = {0}, env = {0};
  char home[96], store[96];

  stop(pty);
  snprintf(home, sizeof home, "HOME=%s", pty->home);
  snprintf(store, sizeof store, "%s/store", pty->home);
  add(&args, start->program != NULL ? start->program : MENTEE_BINARY);
  if (start->store != NULL) {
    copy_store(pty, start->store);
    add(&args, "--store");
    add(&args, store);
  }
  for (size_t i = 0; start->args != NULL && start->args[i] != NULL; i++)
    add(&args, start->args[i]);
  add(&env, "TERM=xterm-256color");
  add(&env, "LC_ALL=C.UTF-8");
  add(&env, "PATH=/usr/local/bin:/usr/bin:/bin");
  add(&env, "TZ=UTC");
  add(&env, home);
  for (size_t i = 0; start->env != NULL && start->env[i] != NULL; i++)
    set_variable(&env, start->env[i]);
  open_terminal(pty, start);
  pty->sleeps_before = 0;
  pty->pid = fork();
  assert_true(pty->pid >= 0);
  if (pty->pid == 0)
    become(pty, &args, &env);
}

/* --- acting -------------------------------------------------------------------------------- */

void pty_send(struct pty *pty, const char *bytes, size_t len) {
  pty->sleeps_before = sleeps(pty);
  while (len > 0) {
    ssize_t done = write(pty->master, bytes, len);
    if (done < 0 && errno != EINTR && errno != EAGAIN)
      return; /* it has ended: what follows will see that */
    if (done > 0) {
      bytes += done;
      len -= (size_t)done;
    }
    if (len > 0)
      take_output(pty, 1);
  }
}

void pty_keys(struct pty *pty, const char *bytes) {
  size_t len = strlen(bytes);
  long until;

  pty_send(pty, bytes, len);
  /* an Esc alone is one only when nothing has followed it for a moment */
  until = now_ms() + ESC_MS;
  while (len > 0 && bytes[len - 1] == '\033' && now_ms() < until)
    take_output(pty, 1);
  pty_settle(pty);
}

void pty_resize_only(struct pty *pty, int rows, int cols) {
  struct winsize size = {0};

  pty->rows = rows;
  pty->cols = cols;
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)cols;
  pty->sleeps_before = sleeps(pty);
  ioctl(pty->master, TIOCSWINSZ, &size); /* the kernel sends SIGWINCH */
}

void pty_resize(struct pty *pty, int rows, int cols) {
  vterm_set_size(pty->vt, rows, cols);
  pty_resize_only(pty, rows, cols);
  pty_settle(pty);
}

void pty_throw_away_for(struct pty *pty, int milliseconds) {
  struct pollfd ready = {pty->master, POLLIN, 0};
  long until = now_ms() + milliseconds;
  char bytes[8192];

  while (now_ms() < until)
    if (poll(&ready, 1, 1) > 0 && read(pty->master, bytes, sizeof bytes) <= 0)
      return;
}

void pty_new_screen(struct pty *pty, int rows, int cols) {
  vterm_free(pty->vt);
  pty->rows = rows;
  pty->cols = cols;
  open_screen(pty);
  pty_resize_only(pty, rows, cols);
}

void pty_throw_away(struct pty *pty) {
  char bytes[4096];

  pty->drain = fork();
  assert_true(pty->drain >= 0);
  if (pty->drain > 0)
    return;
  while (read(pty->master, bytes, sizeof bytes) > 0)
    continue;
  _exit(0);
}

void pty_has_ended(struct pty *pty, int status) {
  pty->ended = true;
  pty->status = status;
  if (pty->drain > 0) {
    kill(pty->drain, SIGKILL);
    waitpid(pty->drain, NULL, 0);
  }
  pty->drain = 0;
}

void pty_kill(struct pty *pty, int signal) {
  pty->sleeps_before = sleeps(pty);
  kill(pty->pid, signal);
}

void pty_hang_up(struct pty *pty) {
  close_terminal(pty);
}

/* --- looking ------------------------------------------------------------------------------- */

static size_t put_utf8(char *out, uint32_t c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xc0 | (c >> 6));
    out[1] = (char)(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | (c >> 12));
    out[1] = (char)(0x80 | ((c >> 6) & 0x3f));
    out[2] = (char)(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | (c >> 18));
  out[1] = (char)(0x80 | ((c >> 12) & 0x3f));
  out[2] = (char)(0x80 | ((c >> 6) & 0x3f));
  out[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

struct pty_cell pty_cell(const struct pty *pty, int row, int col) {
  VTermScreenCell cell;
  struct pty_cell result = {.width = 1};

  memset(&cell, 0, sizeof cell);
  if (!vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &cell))
    return result;
  result.width = cell.chars[0] == (uint32_t)-1 ? 0 : cell.width;
  for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && result.width > 0 && cell.chars[i] != 0; i++)
    result.chars[i] = cell.chars[i];
  result.bold = cell.attrs.bold;
  result.reverse = cell.attrs.reverse;
  result.underline = cell.attrs.underline != 0;
  result.coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
  return result;
}

const char *pty_row(struct pty *pty, int row) {
  size_t len = 0, end = 0;

  for (int col = 0; col < pty->cols && len + 32 < sizeof pty->row; col++) {
    struct pty_cell cell = pty_cell(pty, row, col);
    if (cell.width == 0)
      continue;
    if (cell.chars[0] == 0)
      pty->row[len++] = ' ';
    for (int i = 0; i < 6 && cell.chars[i] != 0; i++)
      len += put_utf8(pty->row + len, cell.chars[i]);
    if (cell.chars[0] != 0 && cell.chars[0] != ' ')
      end = len;
  }
  pty->row[end] = '\0';
  return pty->row;
}

bool pty_any_colour(const struct pty *pty) {
  for (int row = 0; row < pty->rows; row++)
    for (int col = 0; col < pty->cols; col++)
      if (pty_cell(pty, row, col).coloured)
        return true;
  return false;
}

void pty_cursor(const struct pty *pty, int *row, int *col) {
  VTermPos pos;

  vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &pos);
  *row = pos.row;
  *col = pos.col;
}

size_t pty_bytes_written(struct pty *pty) {
  size_t written = pty->written;

  pty->written = 0;
  return written;
}

size_t pty_escapes(const struct pty *pty) {
  size_t count = 0;

  for (size_t i = 0; i < pty->tail_len; i++)
    count += pty->tail[i] == '\033';
  return count;
}

static void show(struct pty *pty) {
  print_message("the screen, %d rows of %d:\n", pty->rows, pty->cols);
  for (int row = 0; row < pty->rows; row++)
    print_message("%3d |%s\n", row, pty_row(pty, row));
}

static int find(struct pty *pty, const char *text) {
  for (int row = 0; row < pty->rows; row++)
    if (strstr(pty_row(pty, row), text) != NULL)
      return row;
  return -1;
}

static int wait_for_row(struct pty *pty, const char *text) {
  long deadline = now_ms() + DEADLINE_MS;
  int row;

  while ((row = find(pty, text)) < 0 && now_ms() < deadline)
    if (!take_output(pty, 10) && has_ended(pty))
      deadline = 0;
  return row;
}

bool pty_wait_for(struct pty *pty, const char *text) {
  return wait_for_row(pty, text) >= 0;
}

int pty_expect(struct pty *pty, const char *text) {
  int row = wait_for_row(pty, text);

  if (row >= 0)
    return row;
  show(pty);
  fail_msg("not on the screen: '%s'%s", text, pty->ended ? " (the program has ended)" : "");
  return -1;
}

void pty_expect_row(struct pty *pty, int row, const char *text) {
  long deadline = now_ms() + DEADLINE_MS;

  while (strcmp(pty_row(pty, row), text) != 0 && now_ms() < deadline)
    if (!take_output(pty, 10) && has_ended(pty))
      deadline = 0;
  if (strcmp(pty_row(pty, row), text) == 0)
    return;
  show(pty);
  fail_msg("row %d is not '%s'", row, text);
}

void pty_expect_absent(struct pty *pty, const char *text) {
  pty_settle(pty);
  if (find(pty, text) < 0)
    return;
  show(pty);
  fail_msg("on the screen: '%s'", text);
}

/* --- ending -------------------------------------------------------------------------------- */

bool pty_is_over(struct pty *pty) {
  return has_ended(pty);
}

int pty_end(struct pty *pty) {
  long deadline = now_ms() + DEADLINE_MS;

  while (!has_ended(pty) && now_ms() < deadline)
    if (!take_output(pty, 5) && pty->master < 0)
      nanosleep(&(struct timespec){0, 5000000}, NULL);
  while (take_output(pty, 2))
    continue;
  if (pty->ended)
    return pty->status;
  if (pty->vt != NULL)
    show(pty);
  fail_msg("still running");
  return -1;
}

void pty_expect_exit(struct pty *pty, int status) {
  int ended = pty_end(pty);

  if (WIFEXITED(ended) && WEXITSTATUS(ended) == status)
    return;
  if (pty->vt != NULL)
    show(pty);
  fail_msg("ended by %s %d, not by exit %d", WIFEXITED(ended) ? "exit" : "signal",
           WIFEXITED(ended) ? WEXITSTATUS(ended) : WTERMSIG(ended), status);
}

void pty_expect_signal(struct pty *pty, int signal) {
  int ended = pty_end(pty);

  if (WIFSIGNALED(ended) && WTERMSIG(ended) == signal)
    return;
  if (pty->vt != NULL)
    show(pty);
  fail_msg("ended by %s %d, not by signal %d", WIFEXITED(ended) ? "exit" : "signal",
           WIFEXITED(ended) ? WEXITSTATUS(ended) : WTERMSIG(ended), signal);
}

/* The last of the two in what was written tells. */
static bool left_on(const struct pty *pty, const char *on, const char *off) {
  const char *last_on = NULL, *last_off = NULL;

  for (const char *at = pty->tail; (at = strstr(at, on)) != NULL; at++)
    last_on = at;
  for (const char *at = pty->tail; (at = strstr(at, off)) != NULL; at++)
    last_off = at;
  return last_on != NULL && (last_off == NULL || last_off < last_on);
}

static bool same_modes(const struct pty *pty) {
  struct termios now;

  return tcgetattr(pty->slave, &now) == 0 && now.c_iflag == pty->before.c_iflag &&
         now.c_oflag == pty->before.c_oflag && now.c_cflag == pty->before.c_cflag &&
         now.c_lflag == pty->before.c_lflag &&
         memcmp(now.c_cc, pty->before.c_cc, sizeof now.c_cc) == 0;
}

/* Is what is printed next plain? */
static bool is_plain(struct pty *pty) {
  static const char probe[] = "\033[1;1Hx";
  struct pty_cell cell;

  vterm_input_write(pty->vt, probe, sizeof probe - 1);
  cell = pty_cell(pty, 0, 0);
  return !cell.bold && !cell.reverse && !cell.underline && !cell.coloured;
}

/* What is still out of order, or NULL. */
static const char *disorder(struct pty *pty) {
  const struct {
    bool left;
    const char *what;
  } table[] = {
      {!same_modes(pty), "the modes of the line"},
      {pty->alternate, "the alternate screen"},
      {pty->cursor_hidden, "a hidden cursor"},
      {pty->mouse, "the mouse"},
      {left_on(pty, "\033[?2004h", "\033[?2004l"), "bracketed paste"},
      {left_on(pty, "\033[?1h", "\033[?1l"), "the keypad's mode"},
      {!is_plain(pty), "an attribute of text"},
  };

  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    if (table[i].left)
      return table[i].what;
  return NULL;
}

bool pty_is_restored(struct pty *pty) {
  return disorder(pty) == NULL;
}

void pty_expect_restored(struct pty *pty) {
  const char *what = disorder(pty);

  if (what != NULL)
    fail_msg("left behind: %s", what);
}
