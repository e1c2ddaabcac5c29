/*
 * Runs commands in turn, round after round, and prints for each its least and its median time in
 * nanoseconds and its largest resident size in KiB:
 *   stopwatch ROUNDS [NAME=VALUE] COMMAND [ARGUMENT]... [-- [NAME=VALUE] COMMAND...]...
 * In turn, so that what else the machine does falls on all of them alike. Output is thrown away.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define MOST_COMMANDS 16

struct command {
  char **argv;
  char **env;
  int64_t *ns;
  long kib;
};

static int64_t now_ns(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void become(const struct command *command) {
  int nothing = open("/dev/null", O_RDWR);

  for (int fd = 0; fd < 3; fd++)
    dup2(nothing, fd);
  execve(command->argv[0], command->argv, command->env);
  _exit(127);
}

static int64_t run(struct command *command) {
  int64_t from = now_ns();
  struct rusage usage;
  int status;
  pid_t pid = vfork();

  if (pid == 0)
    become(command);
  if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) ||
      WEXITSTATUS(status) > 1) {
    fprintf(stderr, "stopwatch: %s did not end well\n", command->argv[0]);
    exit(3);
  }
  if (usage.ru_maxrss > command->kib)
    command->kib = usage.ru_maxrss;
  return now_ns() - from;
}

static int by_size(const void *a, const void *b) {
  const int64_t *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

/* The environment, with one more variable where the command begins with one. */
static void set_environment(struct command *command) {
  size_t count = 0;

  while (environ[count] != NULL)
    count++;
  command->env = calloc(count + 2, sizeof *command->env);
  if (command->env == NULL)
    exit(3);
  memcpy(command->env, environ, count * sizeof *environ);
  if (strchr(command->argv[0], '=') != NULL)
    command->env[count] = *command->argv++;
}

/* Cuts the arguments at each "--". */
static int split(char **argv, struct command *commands, int rounds) {
  int count = 0;

  while (*argv != NULL && count < MOST_COMMANDS) {
    struct command *command = &commands[count++];
    command->argv = argv;
    command->ns = calloc((size_t)rounds, sizeof(int64_t));
    set_environment(command);
    while (*argv != NULL && strcmp(*argv, "--") != 0)
      argv++;
    if (*argv != NULL)
      *argv++ = NULL;
  }
  return count;
}

int main(int argc, char **argv) {
  struct command commands[MOST_COMMANDS] = {{0}};
  int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
  int count;

  if (rounds < 1) {
    fprintf(stderr, "usage: stopwatch ROUNDS COMMAND [ARGUMENT]... [-- COMMAND...]...\n");
    return 2;
  }
  count = split(argv + 2, commands, rounds);
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < count; i++)
      commands[i].ns[round] = run(&commands[i]);
  for (int i = 0; i < count; i++) {
    qsort(commands[i].ns, (size_t)rounds, sizeof(int64_t), by_size);
    printf("%lld %lld %ld\n", (long long)commands[i].ns[0], (long long)commands[i].ns[rounds / 2],
           commands[i].kib);
    free(commands[i].ns);
    free(commands[i].env);
  }
  return 0;
}
