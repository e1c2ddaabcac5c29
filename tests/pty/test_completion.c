/*
 * What real shells put on the command line when a name of the data is completed: exactly that name
 * as one argument, whatever is in it, and nothing of it is run. A shell that is not there is
 * skipped.
 */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const struct hostile {
  const char *typed, *name;
  const char *word; /* what the command gets; NULL: the name */
} hostile[] = {
    {"aa", "Aa $(touch pwned)", NULL},
    {"bb", "Bb `touch pwned` ${HOME} $HOME", NULL},
    {"cc", "Cc 'one' \"\"two\"\" \\ \\n", NULL},
    {"dd", "Dd * ? [a-z] {x,y} # ~ ; & | < > ( )", NULL},
    {"ee", "Ee !! !$ ^a^b", NULL},
    {"ff", "Ff: a=b @c, d", NULL},
    {"gg", "Gg Đặng  戸川 はるか é", NULL},
    {"hh", "-rf hh", "c8"},
    {"ii", "Ii\nsecond line", "c9"},
    {"jj", "Jj \033]0;pwned\007", "c10"},
    {"kk", "~kk", "c11"},
    {"ll",
     "Ll \xE2\x80\xAE"
     "bidi",
     "c12"},
    {"mm", "Mm\tTab", "c13"},
    {"nn", "Nn \xff broken", "c14"},
};
#define HOSTILE_COUNT (sizeof hostile / sizeof hostile[0])

static void path_of(const struct pty *pty, const char *name, char *out, size_t size) {
  snprintf(out, size, "%s/%s", pty_home(pty), name);
}

static void write_file(const struct pty *pty, const char *name, const char *text) {
  char path[512];
  FILE *file;

  path_of(pty, name, path, sizeof path);
  file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void write_store(const struct pty *pty) {
  char text[4096] = "id,name\n";
  size_t used = strlen(text);

  for (size_t i = 0; i < HOSTILE_COUNT; i++) {
    used += (size_t)snprintf(text + used, sizeof text - used, "c%zu,\"", i + 1);
    for (const char *at = hostile[i].name; *at != '\0'; at++)
      used += (size_t)snprintf(text + used, sizeof text - used, "%c", *at);
    used += (size_t)snprintf(text + used, sizeof text - used, "\"\n");
  }
  write_file(pty, "store/contacts.csv", text);
}

/* A mentee that completes as the real one, and else writes down what it was given. */
static void write_mentee(const struct pty *pty) {
  char path[512], text[1024];

  snprintf(text, sizeof text,
           "#!/bin/sh\n"
           "[ \"$1\" != help ] || exec %s \"$@\"\n"
           "for word; do printf '<%%s>' \"$word\"; done >\"$HOME/got\"\n"
           "printf x >>\"$HOME/calls\"\n"
           "echo given $(wc -c <\"$HOME/calls\")\n",
           MENTEE_BINARY);
  path_of(pty, "bin", path, sizeof path);
  assert_int_equal(mkdir(path, 0700), 0);
  path_of(pty, "store", path, sizeof path);
  assert_int_equal(mkdir(path, 0700), 0);
  write_file(pty, "bin/mentee", text);
  path_of(pty, "bin/mentee", path, sizeof path);
  assert_int_equal(chmod(path, 0700), 0);
}

/* "cd" so that a shell that ran part of a name would leave its traces where they are looked for. */
static void start(struct pty *pty, const char *shell, const char *const *args, const char *setup) {
  char path[512], store[512], program[64], line[512];
  const char *env[] = {path, store, "PS1=ready ", NULL};

  snprintf(program, sizeof program, "/bin/%s", shell);
  if (access(program, X_OK) != 0)
    snprintf(program, sizeof program, "/usr/bin/%s", shell);
  if (access(program, X_OK) != 0)
    skip();
  write_mentee(pty);
  write_store(pty);
  snprintf(path, sizeof path, "PATH=%s/bin:/usr/bin:/bin", pty_home(pty));
  snprintf(store, sizeof store, "MENTEE_DIR=%s/store", pty_home(pty));
  pty_run(pty, &(struct pty_start){.program = program, .args = args, .env = env, .cols = 200});
  snprintf(line, sizeof line, "cd; %s; printf 'sta%%s\\n' rted\r", setup);
  pty_send(pty, line, strlen(line));
  pty_expect(pty, "started");
}

/* One of the bytes that a double quote of the file stands for twice. */
static void unquote(const char *name, char *out) {
  for (; *name != '\0'; name++) {
    *out++ = *name;
    if (*name == '"')
      name++;
  }
  *out = '\0';
}

/* Types it with Enter, and reads what the command was given. */
static void type_and_read(struct pty *pty, const char *line, char *got, size_t size) {
  char path[512], said[256];
  FILE *file;
  size_t len;

  path_of(pty, "calls", path, sizeof path);
  file = fopen(path, "r");
  len = file != NULL ? fread(said, 1, sizeof said - 1, file) : 0;
  if (file != NULL)
    fclose(file);
  said[len] = '\0';
  snprintf(said, sizeof said, "given %zu", strlen(said) + 1);
  pty_send(pty, line, strlen(line));
  pty_send(pty, "\r", 1);
  pty_expect(pty, said);
  path_of(pty, "got", path, sizeof path);
  file = fopen(path, "r");
  assert_non_null(file);
  len = fread(got, 1, size - 1, file);
  got[len] = '\0';
  fclose(file);
}

static void complete_all(struct pty *pty, const char *before, const char *option) {
  char line[256], got[1024], expected[1024], name[256], path[512];

  for (size_t i = 0; i < HOSTILE_COUNT; i++) {
    unquote(hostile[i].word != NULL ? hostile[i].word : hostile[i].name, name);
    snprintf(line, sizeof line, "mentee %s %s%s\t", option, before, hostile[i].typed);
    snprintf(expected, sizeof expected, "<%s><%s>", option, name);
    type_and_read(pty, line, got, sizeof got);
    assert_string_equal(got, expected);
  }
  path_of(pty, "pwned", path, sizeof path);
  assert_int_not_equal(access(path, F_OK), 0);
}

#define COMPLETIONS MENTEE_SOURCE_DIR "/share/completions"

static const char *const bash_args[] = {"--norc", "--noprofile", "-i", NULL};

static void bash_gives_the_command_the_very_name(void **state) {
  struct pty *pty = *state;

  start(pty, "bash", bash_args, ". " COMPLETIONS "/mentee.bash");
  complete_all(pty, "", "show");
  complete_all(pty, "\"", "show");
  complete_all(pty, "'", "show");
}

static void zsh_gives_the_command_the_very_name(void **state) {
  static const char *const args[] = {"-f", "-i", NULL};
  struct pty *pty = *state;

  start(pty, "zsh", args,
        "fpath=(" COMPLETIONS
        " $fpath); autoload -Uz compinit; compinit -D -u; zle_highlight=(none)");
  complete_all(pty, "", "show");
  complete_all(pty, "\"", "show");
  complete_all(pty, "'", "show");
}

static void fish_gives_the_command_the_very_name(void **state) {
  static const char *const args[] = {"--no-config", "-i", NULL};
  struct pty *pty = *state;

  start(pty, "fish", args, "source " COMPLETIONS "/mentee.fish");
  complete_all(pty, "", "show");
}

/* A word is not taken away where several people are meant by it. */
static void bash_leaves_what_was_typed_where_several_are_meant(void **state) {
  struct pty *pty = *state;
  char got[256];

  start(pty, "bash", bash_args, ". " COMPLETIONS "/mentee.bash");
  write_file(pty, "store/contacts.csv", "id,name\nc1,Ann Lee\nc2,Ann's Friend\nc3,Lea Ann Roe\n");
  type_and_read(pty, "mentee show an\t", got, sizeof got);
  assert_string_equal(got, "<show><an>");
  type_and_read(pty, "mentee sho\tlea\t", got, sizeof got);
  assert_string_equal(got, "<show><Lea Ann Roe>");
}

static void bash_completes_behind_colons_and_equals_signs(void **state) {
  struct pty *pty = *state;
  char got[256];

  start(pty, "bash", bash_args, ". " COMPLETIONS "/mentee.bash");
  type_and_read(pty, "mentee list role:spo\tdue:y\t--columns=crede\t", got, sizeof got);
  assert_string_equal(got, "<list><role:sponsor><due:yes><--columns=credentials>");
  type_and_read(pty, "mentee edit aa discip\trad_\t", got, sizeof got);
  assert_string_equal(got, "<edit><aa><discipline=rad_onc>");
}

static void names_of_files_are_the_shells(void **state) {
  struct pty *pty = *state;
  char got[256];

  start(pty, "bash", bash_args, ". " COMPLETIONS "/mentee.bash");
  write_file(pty, "my cards.vcf", "");
  type_and_read(pty, "mentee import my\t", got, sizeof got);
  assert_string_equal(got, "<import><my cards.vcf>");
}

int main(void) {
#define WITH_PTY(test) cmocka_unit_test_setup_teardown(test, pty_setup, pty_teardown)
  const struct CMUnitTest tests[] = {
      WITH_PTY(bash_gives_the_command_the_very_name),
      WITH_PTY(zsh_gives_the_command_the_very_name),
      WITH_PTY(fish_gives_the_command_the_very_name),
      WITH_PTY(bash_leaves_what_was_typed_where_several_are_meant),
      WITH_PTY(bash_completes_behind_colons_and_equals_signs),
      WITH_PTY(names_of_files_are_the_shells),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
