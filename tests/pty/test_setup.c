/* The first questions at a terminal: what a yes writes, and that nothing else writes anything. */
#include "pty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define LINE "command -v mentee >/dev/null && mentee --due --once\n"

static int shell(const struct pty *pty, const char *command) {
  char whole[1024];

  snprintf(whole, sizeof whole, "cd '%s' && { %s; }", pty_home(pty), command);
  return system(whole);
}

static void setup_for(struct pty *pty, const char *store, const char *shell_is) {
  static const char *const args[] = {"--today", "2026-11-20", "setup", NULL};
  char path[512], folder[512];
  const char *env[] = {path, shell_is, "XDG_DATA_DIRS=/none", folder, NULL};

  snprintf(path, sizeof path, "PATH=%s/bin:/usr/bin:/bin", pty_home(pty));
  snprintf(folder, sizeof folder, "MENTEE_DIR=%s/store", pty_home(pty));
  assert_int_equal(shell(pty, "mkdir -p bin && ln -sf " MENTEE_BINARY " bin/mentee"), 0);
  pty_run(pty, &(struct pty_start){.args = args, .env = env, .store = store, .rows = 60});
}

static void setup(struct pty *pty, const char *store) {
  setup_for(pty, store, "SHELL=/bin/bash");
}

/* A dot file as people keep them: a link into a folder, a mode of its own, no last line end. */
static void put_bashrc(struct pty *pty) {
  assert_int_equal(shell(pty, "mkdir dots && printf 'alias ll=ls' >dots/bashrc &&"
                              "chmod 640 dots/bashrc && ln -s dots/bashrc .bashrc"),
                   0);
}

static void a_yes_adds_one_line_and_keeps_what_the_file_is(void **state) {
  struct pty *pty = *state;

  put_bashrc(pty);
  setup(pty, MENTEE_SAMPLE_DIR);
  pty_expect(pty, "Add that line?");
  pty_expect(pty, "today 15:30: Friday walk");
  pty_keys(pty, "y\r");
  pty_expect(pty, "Do that?");
  pty_keys(pty, "n\r");
  pty_expect(pty, "Make it one?");
  pty_keys(pty, "n\r");
  pty_expect(pty, "Do all of this?");
  pty_send(pty, "y\r", 2);
  pty_expect_exit(pty, 0);
  assert_int_equal(shell(pty, "printf 'alias ll=ls\\n" LINE "' | cmp - dots/bashrc"), 0);
  assert_int_equal(shell(pty, "test -L .bashrc && test \"$(stat -c %a dots/bashrc)\" = 640"), 0);
  assert_int_equal(shell(pty, "test \"$(ls dots)\" = bashrc"), 0);
  assert_int_equal(shell(pty, "diff -r " MENTEE_SAMPLE_DIR " store"), 0);
}

static void the_second_time_it_asks_only_for_what_was_left_out(void **state) {
  struct pty *pty = *state;

  a_yes_adds_one_line_and_keeps_what_the_file_is(state);
  setup(pty, NULL);
  pty_expect(pty, "~/.bashrc says who is due");
  pty_expect_absent(pty, "Add that line?");
  pty_kill(pty, SIGINT);
  pty_end(pty);
  assert_int_equal(shell(pty, "test \"$(wc -l <.bashrc)\" -eq 2"), 0);
}

static void answers_are_one_change(void **state) {
  struct pty *pty = *state;

  setup(pty, NULL);
  pty_expect(pty, "Your name?");
  pty_keys(pty, "Ines Example\r");
  pty_keys(pty, "PGY-3\r");
  pty_keys(pty, "\r");
  pty_expect(pty, "Add that line?");
  pty_keys(pty, "n\r");
  pty_keys(pty, "y\r"); /* completion */
  pty_keys(pty, "n\r"); /* git */
  pty_expect(pty, "Do all of this?");
  assert_int_equal(shell(pty, "test \"$(ls -A)\" = bin"), 0);
  pty_send(pty, "y\r", 2);
  pty_expect_exit(pty, 0);
  assert_int_equal(shell(pty, "grep -q 'me.name,Ines Example' store/settings.csv"), 0);
  assert_int_equal(shell(pty, "cmp " MENTEE_SOURCE_DIR "/share/completions/mentee.bash "
                              ".local/share/bash-completion/completions/mentee"),
                   0);
  assert_int_equal(shell(pty, "grep -q '^. ~/.local/share/bash-completion' .bashrc"), 0);
  assert_int_equal(
      shell(
          pty,
          "env -i HOME=$PWD bin/mentee --store store undo && ! grep -q me.name store/settings.csv"),
      0);
}

static void leaving_in_the_middle_leaves_everything(void **state) {
  static const char *const answers[] = {"", "Ines\r", "Ines\r\r\ry\r", "Ines\r\r\ry\ry\r"};
  struct pty *pty = *state;

  put_bashrc(pty);
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
    setup(pty, NULL);
    pty_expect(pty, "Your name?");
    pty_keys(pty, answers[i]);
    pty_send(pty, "\004\004\004\004\004\004", 6); /* the end of the input, for every question */
    pty_expect_exit(pty, 0);
    setup(pty, NULL);
    pty_expect(pty, "Your name?");
    pty_keys(pty, answers[i]);
    pty_send(pty, "\003", 1);
    pty_expect_signal(pty, SIGINT);
  }
  assert_int_equal(shell(pty, "test \"$(echo $(ls -A))\" = '.bashrc bin dots'"), 0);
  assert_int_equal(shell(pty, "printf 'alias ll=ls' | cmp - dots/bashrc"), 0);
}

static void a_file_that_is_read_only_is_left_to_the_person(void **state) {
  struct pty *pty = *state;

  put_bashrc(pty);
  assert_int_equal(shell(pty, "chmod 400 dots/bashrc"), 0);
  setup(pty, MENTEE_SAMPLE_DIR);
  pty_expect(pty, "~/.bashrc cannot be changed: it is read only");
  pty_expect_absent(pty, "Add that line?");
  pty_send(pty, "\004\004\004", 3);
  pty_expect_exit(pty, 0);
  assert_int_equal(shell(pty, "printf 'alias ll=ls' | cmp - dots/bashrc"), 0);
}

/* Also where .zshrc never calls compinit. */
static void zsh_completes_after_a_yes(void **state) {
  struct pty *pty = *state;

  if (shell(pty, "command -v zsh >/dev/null && : >.zshrc") != 0)
    skip();
  setup_for(pty, MENTEE_SAMPLE_DIR, "SHELL=/bin/zsh");
  pty_expect(pty, "Add that line?");
  pty_keys(pty, "n\ry\rn\r"); /* the line, completion, git */
  pty_expect(pty, "Do all of this?");
  pty_send(pty, "y\r", 2);
  pty_expect_exit(pty, 0);
  assert_int_equal(shell(pty, "test \"$(env -i HOME=$PWD PATH=$PATH zsh -ic "
                              "'print $_comps[mentee]' 2>/dev/null)\" = _mentee"),
                   0);
}

int main(void) {
#define WITH_PTY(test) cmocka_unit_test_setup_teardown(test, pty_setup, pty_teardown)
  const struct CMUnitTest tests[] = {
      WITH_PTY(a_yes_adds_one_line_and_keeps_what_the_file_is),
      WITH_PTY(the_second_time_it_asks_only_for_what_was_left_out),
      WITH_PTY(answers_are_one_change),
      WITH_PTY(leaving_in_the_middle_leaves_everything),
      WITH_PTY(a_file_that_is_read_only_is_left_to_the_person),
      WITH_PTY(zsh_completes_after_a_yes),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
