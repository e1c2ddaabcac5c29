#define _GNU_SOURCE /* user_regs_struct */
#include "at_call.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__
static const long file_calls[] = {
    SYS_read,      SYS_write,     SYS_open,       SYS_close,    SYS_stat,       SYS_fstat,
    SYS_lstat,     SYS_lseek,     SYS_pread64,    SYS_pwrite64, SYS_readv,      SYS_writev,
    SYS_access,    SYS_fcntl,     SYS_flock,      SYS_fsync,    SYS_fdatasync,  SYS_truncate,
    SYS_rename,    SYS_ftruncate, SYS_getdents64, SYS_getcwd,   SYS_mkdir,      SYS_rmdir,
    SYS_link,      SYS_unlink,    SYS_readlink,   SYS_chmod,    SYS_fchmod,     SYS_openat,
    SYS_mkdirat,   SYS_unlinkat,  SYS_renameat,   SYS_linkat,   SYS_readlinkat, SYS_fchmodat,
    SYS_renameat2, SYS_faccessat, SYS_newfstatat, SYS_statx,    SYS_faccessat2, SYS_pipe2,
};

struct call {
  long number;
  struct user_regs_struct regs;
};

static bool get_call(pid_t child, struct call *call) {
  if (ptrace(PTRACE_GETREGS, child, NULL, &call->regs) < 0)
    return false;
  call->number = (long)call->regs.orig_rax;
  return true;
}

static void set_call(pid_t child, struct call *call) {
  ptrace(PTRACE_SETREGS, child, NULL, &call->regs);
}

static void skip_call(pid_t child, struct call *call) {
  call->regs.orig_rax = (unsigned long long)-1;
  set_call(child, call);
}

static void give_result(pid_t child, struct call *call, long result) {
  call->regs.rax = (unsigned long long)result;
  set_call(child, call);
}

/* Of something that can be torn, into a file. */
static bool is_write(const struct call *call) {
  return call->number == SYS_write && call->regs.rdx >= 2 && call->regs.rdi > STDERR_FILENO;
}

/* To a person. */
static bool is_told(const struct call *call) {
  return call->number == SYS_write && call->regs.rdi <= STDERR_FILENO;
}

static void halve_write(pid_t child, struct call *call) {
  call->regs.rdx /= 2;
  set_call(child, call);
}

/* Does it open that path? */
static bool opens(pid_t child, const struct call *call, const char *path) {
  char text[32] = "";
  struct iovec here = {text, sizeof text - 1};
  struct iovec there = {(void *)call->regs.rsi, sizeof text - 1};

  return call->number == SYS_openat && process_vm_readv(child, &here, 1, &there, 1, 0) > 0 &&
         strcmp(text, path) == 0;
}

static bool is_known_machine(void) {
  return true;
}
#else /* another machine's registers are not known here: at_call_works() says so */
static const long file_calls[] = {SYS_read};
struct call {
  long number;
};
static bool get_call(pid_t child, struct call *call) {
  (void)child;
  (void)call;
  return false;
}
static void skip_call(pid_t child, struct call *call) {
  (void)child;
  (void)call;
}
static void give_result(pid_t child, struct call *call, long result) {
  (void)child;
  (void)call;
  (void)result;
}
static bool is_write(const struct call *call) {
  (void)call;
  return false;
}
static bool is_told(const struct call *call) {
  (void)call;
  return false;
}
static void halve_write(pid_t child, struct call *call) {
  (void)child;
  (void)call;
}
static bool opens(pid_t child, const struct call *call, const char *path) {
  (void)child;
  (void)call;
  (void)path;
  return false;
}
static bool is_known_machine(void) {
  return false;
}
#endif

static bool is_file_call(long number) {
  for (size_t i = 0; i < sizeof file_calls / sizeof file_calls[0]; i++)
    if (file_calls[i] == number)
      return true;
  return false;
}

/* What a lasting error leaves alone, or the program could not even tell of it. */
static bool is_spared(const struct at_call *at, const struct call *call) {
  return at->act == AT_CALL_LASTING &&
         (call->number == SYS_close || call->number == SYS_lseek || is_told(call));
}

/* Before a call. True: its result is to be `error`. */
static bool enter(pid_t child, struct at_call *at, struct call *call, bool *tears) {
  bool is_it;

  if (at->act == AT_CALL_TEAR && !is_write(call))
    return false;
  at->calls++;
  is_it = at->calls == at->n || (at->act == AT_CALL_LASTING && at->calls > at->n);
  if (!is_it || at->act == AT_CALL_COUNT || is_spared(at, call))
    return false;
  at->touched = true;
  if (at->act == AT_CALL_RUN)
    at->run(at->self);
  if (at->act == AT_CALL_KILL || at->act == AT_CALL_RUN)
    kill(child, SIGKILL);
  if (at->act == AT_CALL_TEAR) {
    halve_write(child, call);
    *tears = true;
  }
  if (at->act != AT_CALL_ERROR && at->act != AT_CALL_LASTING)
    return false;
  if (call->number != SYS_close) /* that one is over, whatever it says */
    skip_call(child, call);
  return true;
}

/* Signals that a stop is made of are no signals for the child. */
static int signal_of(int status) {
  int signal = WSTOPSIG(status);

  return (status >> 16) != 0 || signal == SIGTRAP || signal == SIGSTOP ? 0 : signal;
}

/* True at the beginning of a call, false at its end. */
static bool is_entry(pid_t child) {
  struct __ptrace_syscall_info info;

  return ptrace(PTRACE_GET_SYSCALL_INFO, child, (void *)sizeof info, &info) > 0 &&
         info.op == PTRACE_SYSCALL_INFO_ENTRY;
}

struct state {
  bool fails, tears; /* the call that it is in */
};

static void at_stop(pid_t child, struct at_call *at, struct state *state) {
  struct call call;

  if (!get_call(child, &call))
    return;
  if (is_entry(child)) {
    at->begun = at->begun || opens(child, &call, "/dev/null");
    if (at->begun && is_file_call(call.number))
      state->fails = enter(child, at, &call, &state->tears);
  } else if (state->fails) {
    give_result(child, &call, -at->error);
    state->fails = false;
  } else if (state->tears) {
    kill(child, SIGKILL);
  }
}

int at_call_follow(pid_t child, struct at_call *at) {
  struct state state = {false, false};
  int status = 0, signal = 0;

  for (;;) {
    if (ptrace(PTRACE_SYSCALL, child, NULL, (void *)(long)signal) < 0 && errno != ESRCH)
      return -1;
    while (waitpid(child, &status, 0) < 0)
      if (errno != EINTR)
        return -1;
    if (!WIFSTOPPED(status))
      return status;
    signal = 0;
    if (WSTOPSIG(status) == (SIGTRAP | 0x80))
      at_stop(child, at, &state);
    else
      signal = signal_of(status);
  }
}

#define OPTIONS (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)

pid_t at_call_start(char *const *argv) {
  pid_t child = fork();
  int status;

  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    execv(argv[0], argv);
    _exit(127);
  }
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
      ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)OPTIONS) < 0)
    return -1;
  return child;
}

bool at_call_seize(pid_t child) {
  int status;

  return ptrace(PTRACE_SEIZE, child, NULL, (void *)OPTIONS) == 0 &&
         ptrace(PTRACE_INTERRUPT, child, NULL, NULL) == 0 && waitpid(child, &status, 0) == child &&
         WIFSTOPPED(status);
}

bool at_call_works(void) {
  char *const argv[] = {"/bin/true", NULL};
  struct at_call at = {.act = AT_CALL_COUNT};
  pid_t child;

  if (!is_known_machine())
    return false;
  child = at_call_start(argv);
  return child > 0 && WIFEXITED(at_call_follow(child, &at));
}
