#include "mentee/base/process.h"

#include "mentee/base/os.h"
#include "mentee/base/vec.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 200

extern char **environ;

void process_end_release(struct process_end *end) {
  buf_release(&end->out);
  buf_release(&end->err);
}

static bool is_git_place(const char *variable) {
  static const char *const names[] = {
      "GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX=", "GIT_COMMON_DIR="};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strncmp(variable, names[i], strlen(names[i])) == 0)
      return true;
  return false;
}

struct environment {
  VEC(char *) list;
};

static void copy_environment(struct environment *environment) {
  for (char **variable = environ; *variable != NULL; variable++)
    if (!is_git_place(*variable))
      *vec_push(&environment->list) = *variable;
  *vec_push(&environment->list) = NULL;
}

/* --- pipes --------------------------------------------------------------------------------------
 */

static int make_pipe(int *ends) {
  if (pipe(ends) < 0)
    return -errno;
  for (int i = 0; i < 2; i++)
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return 0;
}

static void close_both(int *ends) {
  for (int i = 0; i < 2; i++) {
    if (ends[i] >= 0)
      close(ends[i]);
    ends[i] = -1;
  }
}

/* False at its end. */
static bool take(int fd, struct buf *out) {
  char bytes[4096];
  ssize_t got;

  do
    got = read(fd, bytes, sizeof bytes);
  while (got < 0 && errno == EINTR);
  if (got > 0)
    buf_add(out, bytes, (size_t)got);
  return got > 0;
}

/* Has it ended? What it left running may hold its end of a pipe for ever (ssh that stays for the
   next connection): nobody waits for that. */
static bool has_ended(pid_t pid, int *status) {
  return waitpid(pid, status, WNOHANG) == pid;
}

/* Both at once, so that neither fills up while the other is waited for. True where it has been
   waited for already. */
static bool take_all(int out, int err, pid_t pid, int *status, struct process_end *end) {
  struct pollfd fds[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  bool ended = false;

  while (fds[0].fd >= 0 || fds[1].fd >= 0) {
    int ready = poll(fds, 2, ended ? 0 : WAIT_MS);
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready < 0 || (ready == 0 && ended))
      break;
    if (ready == 0)
      ended = has_ended(pid, status);
    if (fds[0].revents != 0 && !take(out, &end->out))
      fds[0].fd = -1;
    if (fds[1].revents != 0 && !take(err, &end->err))
      fds[1].fd = -1;
  }
  return ended;
}

/* --- the program --------------------------------------------------------------------------------
 */

/* What this program ignores or blocks, the other one shall not. */
static void set_signals(posix_spawnattr_t *attributes) {
  sigset_t none, standard;

  sigemptyset(&none);
  sigemptyset(&standard);
  sigaddset(&standard, SIGPIPE);
  sigaddset(&standard, SIGXFSZ);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &standard);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int start(const char *const *argv, int out, int err, pid_t *pid) {
  struct environment environment = {VEC_INIT};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  int result;

  copy_environment(&environment);
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
  set_signals(&attributes);
  /* the prototype lacks a const that the standard promises */
  result = posix_spawnp(pid, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv,
                        environment.list.data);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  vec_release(&environment.list);
  return -result;
}

static int wait_for(pid_t pid, bool ended, int status) {
  while (!ended && waitpid(pid, &status, 0) < 0 && errno == EINTR)
    continue;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool process_run(const char *const *argv, struct process_end *end, struct err *err) {
  int out[2] = {-1, -1}, complaints[2] = {-1, -1};
  int result = make_pipe(out), status = 0;
  bool ended;
  pid_t pid = 0;

  if (result == 0)
    result = make_pipe(complaints);
  if (result == 0)
    result = start(argv, out[1], complaints[1], &pid);
  if (result == 0) {
    close(out[1]);
    close(complaints[1]);
    out[1] = complaints[1] = -1;
    ended = take_all(out[0], complaints[0], pid, &status, end);
    end->status = wait_for(pid, ended, status);
  }
  close_both(out);
  close_both(complaints);
  return result == 0 || err_set(err, ERR_IO, "cannot run '%s': %s", argv[0], os_reason(result));
}
