/*
 * The first ten minutes: what is known of you, what a terminal says when it opens, completion, git.
 * Everything is asked first and done after one last yes, so that leaving in the middle leaves
 * everything as it was.
 */
#include "page_priv.h"
#include "setup_priv.h"

#include "mentee/session/login.h"
#include "mentee/session/sync.h"
#include <string.h>

enum { SETUP_DRY_RUN };
static const struct option_def options[] = {
    [SETUP_DRY_RUN] = {"dry-run", 'n', NULL, false,
                       "say what there is and what is missing; ask nothing"},
    OPTIONS_END,
};

static const char *const questions[] = {"me.name", "me.stage", "me.program"};
#define QUESTION_COUNT (sizeof questions / sizeof questions[0])

struct setup {
  struct cli *cli;
  const struct shell_def *shell; /* NULL: one that is not known */
  bool asks;
  size_t missing; /* of what could be there */
  /* what is to be done */
  struct setting_value answers[QUESTION_COUNT];
  size_t answer_count;
  const char *rc;         /* the shell's file; "" where it cannot be changed */
  struct buf lines;       /* for its end */
  const char *completion; /* the file to write; "" for none */
  bool git;
};

static const char *tilde(struct cli *cli, const char *path) {
  struct buf text = BUF_INIT;

  world_tilde(cli->world, path, &text);
  return cli_keep(cli, &text);
}

/* Beneath an item; a line to be copied is never folded. */
#define BENEATH "                "

static void item(struct setup *setup, const char *label, const char *text) {
  struct page page = page_of(setup->cli);

  page_label(&page, label);
  page_text(&page, text);
}

/* What is missing is offered; a yes is remembered. */
static bool offer(struct setup *setup, const char *question, bool *yes, struct err *err) {
  *yes = false;
  setup->missing++;
  return !setup->asks ||
         cli_ask_yes(setup->cli, cli_text(setup->cli, "%s  y / n", question), yes, err);
}

/* --- you ----------------------------------------------------------------------------------------
 */

static const struct setting_text *text_def(const char *key) {
  size_t n = 0;

  while (strcmp(setting_texts[n].key, key) != 0)
    n++;
  return &setting_texts[n];
}

static bool ask_text(struct setup *setup, const char *key, struct err *err) {
  const struct setting_text *def = text_def(key);
  const char *range = def->help[0] != '\0' ? cli_text(setup->cli, " (%s)", def->help) : "";
  const char *answer = cli_ask(
      setup->cli, cli_text(setup->cli, "%s%s?  Enter leaves it out", def->label, range), err);
  size_t len;

  if (answer == NULL)
    return false;
  len = strlen(answer);
  text_trim(&answer, &len);
  if (len > 0)
    setup->answers[setup->answer_count++] =
        (struct setting_value){key, arena_copy(&setup->cli->arena, answer, len)};
  return true;
}

static bool ask_about_you(struct setup *setup, struct err *err) {
  const struct book *book = session_book(&setup->cli->session);
  struct buf set = BUF_INIT, unset = BUF_INIT;
  bool ok = true;

  for (size_t i = 0; i < QUESTION_COUNT; i++) {
    const char *value = book_setting(book, questions[i]);
    struct buf *list = value != NULL ? &set : &unset;
    buf_addf(list, "%s%s", list->len > 0 ? ", " : "",
             value != NULL ? value : text_def(questions[i])->label);
  }
  if (set.len > 0)
    item(setup, "you", buf_text(&set));
  if (unset.len > 0 && !setup->asks)
    item(setup, set.len > 0 ? "" : "you", cli_text(setup->cli, "not known: %s", buf_text(&unset)));
  setup->missing += unset.len > 0;
  for (size_t i = 0; i < QUESTION_COUNT && ok && setup->asks; i++)
    if (book_setting(book, questions[i]) == NULL)
      ok = ask_text(setup, questions[i], err);
  buf_release(&set);
  buf_release(&unset);
  return ok;
}

/* --- the line in the shell's file
 * ----------------------------------------------------------------- */

/* What the line prints on this day: that it works is seen before it is there. */
static void show_banner(struct setup *setup) {
  struct cli *cli = setup->cli;
  const struct banner_style style = {cli->world->columns > 40 ? cli->world->columns - 16 : 0,
                                     cli->world->utf8 && !cli->ascii};
  struct buf text = BUF_INIT;
  struct err ignored = ERR_INIT;
  struct login login;

  if (login_ask(&login, &cli->session, 0, &ignored) && login.day.shown > 0) {
    out_line(cli, BENEATH "Now it would say:");
    banner(&text, &login.day, login.max_lines, &style);
    for (const char *at = buf_text(&text); *at != '\0';) {
      size_t len = strcspn(at, "\n");
      out_linef(cli, BENEATH "%.*s", (int)len, at);
      at += len + (at[len] == '\n');
    }
  } else {
    out_line(cli, BENEATH "Nothing is due now: it would print nothing.");
  }
  login_release(&login);
  buf_release(&text);
}

static void say_what_login_reads(struct setup *setup) {
  struct buf path = BUF_INIT;

  if (setup_login_reads_no_rc(setup->cli->world, setup->shell, &path))
    item(setup, "",
         cli_text(setup->cli,
                  "A login (ssh, tmux) reads %s, which does not go on to %s: the line "
                  "can stand there too.",
                  tilde(setup->cli, buf_text(&path)), tilde(setup->cli, setup->rc)));
  buf_release(&path);
}

/* A shell that is not known, no HOME, a program that the line would not find: said. */
static bool can_have_a_line(struct setup *setup) {
  struct cli *cli = setup->cli;
  struct buf path = BUF_INIT;
  bool can = false;

  if (setup->shell == NULL) {
    item(setup, "terminal",
         cli_text(cli,
                  "your shell (%s) is not one that mentee knows: bash, zsh, fish. Let it run "
                  "'mentee --due --once' when it starts.",
                  setup_shell_name(cli->world)[0] != '\0' ? setup_shell_name(cli->world)
                                                          : "SHELL is not set"));
  } else if (!setup_on_path(cli->world)) {
    item(setup, "terminal",
         "mentee is in no folder of your PATH, so a line in a file of the shell would not find it. "
         "Install it (README), or add its folder to PATH; then run this again.");
  } else if (setup_rc_path(cli->world, setup->shell, &path)) {
    setup->rc = arena_dup(&cli->arena, buf_text(&path));
    can = true;
  } else {
    item(setup, "terminal", "HOME is not set");
  }
  setup->missing += !can;
  buf_release(&path);
  return can;
}

static bool ask_line(struct setup *setup, struct err *err) {
  struct cli *cli = setup->cli;
  struct buf text = BUF_INIT;
  const char *why_not;
  bool yes = false, ok = true, there;

  if (!can_have_a_line(setup))
    return true;
  why_not = setup_rc_read(cli->world, setup->rc, &text);
  there = setup_rc_has(buf_text(&text), "mentee --due");
  buf_release(&text);
  if (there) {
    item(setup, "terminal", cli_text(cli, "%s says who is due", tilde(cli, setup->rc)));
    return true;
  }
  item(setup, "terminal",
       cli_text(cli, "this line at the end of %s says, once in six hours, who is due:",
                tilde(cli, setup->rc)));
  out_linef(cli, BENEATH "%s", setup->shell->line);
  show_banner(setup);
  say_what_login_reads(setup);
  if (why_not[0] != '\0') {
    out_linef(cli, BENEATH "%s cannot be changed: %s. It is yours to put there.",
              tilde(cli, setup->rc), why_not);
    setup->rc = "";
    setup->missing++;
    return true;
  }
  ok = offer(setup, "Add that line?", &yes, err);
  if (yes)
    buf_addf(&setup->lines, "%s\n", setup->shell->line);
  return ok;
}

/* --- completion
 * ------------------------------------------------------------------------------------ */

/* "": the shell finds it by itself, or is told already. */
static const char *line_to_add(struct setup *setup, const char *path) {
  struct cli *cli = setup->cli;
  struct buf line = BUF_INIT, text = BUF_INIT;
  bool there;

  setup_completion_line(cli->world, setup->shell, path, &line);
  setup_rc_read(cli->world, setup->rc, &text);
  there = line.len == 0 || setup_rc_has(buf_text(&text), buf_text(&line));
  buf_release(&text);
  if (there)
    buf_release(&line);
  return cli_keep(cli, &line);
}

static bool ask_completion(struct setup *setup, struct err *err) {
  struct cli *cli = setup->cli;
  struct buf path = BUF_INIT;
  const char *line;
  bool there, yes = false, ok = true;

  if (setup->shell == NULL || setup->rc[0] == '\0')
    return true;
  there = setup_completion_find(cli->world, setup->shell, &path);
  if (!there)
    setup_completion_place(cli->world, setup->shell, &path);
  line = line_to_add(setup, buf_text(&path));
  if (there && line[0] == '\0') {
    item(setup, "completion", cli_text(cli, "%s", tilde(cli, buf_text(&path))));
  } else {
    item(setup, "completion",
         cli_text(cli, "Tab can complete commands, options and names in %s:", setup->shell->name));
    if (!there)
      out_linef(cli, BENEATH "a file %s", tilde(cli, buf_text(&path)));
    if (line[0] != '\0')
      out_linef(cli, BENEATH "at the end of %s: %s", tilde(cli, setup->rc), line);
    ok = offer(setup, "Do that?", &yes, err);
  }
  if (yes && !there)
    setup->completion = arena_dup(&cli->arena, buf_text(&path));
  if (yes && line[0] != '\0')
    buf_addf(&setup->lines, "%s\n", line);
  buf_release(&path);
  return ok;
}

/* --- git
 * -------------------------------------------------------------------------------------------- */

static bool ask_git(struct setup *setup, struct err *err) {
  struct cli *cli = setup->cli;
  struct buf path = BUF_INIT;
  bool there;

  buf_addf(&path, "%s/.git", cli->session.store.folder);
  there = !os_missing(cli->world->os, buf_text(&path));
  buf_release(&path);
  if (there) {
    item(setup, "git",
         cli_text(cli, "%s is a repository; mentee sync keeps it in step",
                  tilde(cli, cli->session.store.folder)));
    return true;
  }
  if (!cli->session.store.exists && setup->answer_count == 0) {
    item(setup, "git",
         "once there is somebody in it, the data can be kept with git: mentee sync "
         "--setup");
    return true;
  }
  item(setup, "git",
       cli_text(cli, "%s can be a git repository: history, and several machines",
                tilde(cli, cli->session.store.folder)));
  return offer(setup, "Make it one?", &setup->git, err);
}

/* --- doing it
 * ---------------------------------------------------------------------------------------- */

static bool keep_answers(struct setup *setup, struct err *err) {
  if (setup->answer_count == 0)
    return true;
  if (!session_set_settings(&setup->cli->session, setup->answers, setup->answer_count, err))
    return false;
  for (size_t i = 0; i < setup->answer_count; i++)
    out_linef(setup->cli, "%s: %s.", text_def(setup->answers[i].key)->label,
              setup->answers[i].value);
  cli_tell_commit(setup->cli);
  return true;
}

static bool make_repository(struct setup *setup, struct err *err) {
  struct sync_report report = SYNC_REPORT_INIT;
  bool ok = session_sync_setup(&setup->cli->session, NULL, &report, err);

  for (size_t i = 0; ok && i < report.said.len; i++)
    out_line(setup->cli, report.said.data[i]);
  sync_report_release(&report);
  return ok;
}

static bool do_it(struct setup *setup, struct err *err) {
  struct cli *cli = setup->cli;

  if (!keep_answers(setup, err))
    return false;
  if (setup->completion[0] != '\0') {
    if (!setup_completion_write(cli->world, setup->shell, setup->completion, err))
      return false;
    out_linef(cli, "Completion: %s.", tilde(cli, setup->completion));
  }
  if (setup->lines.len > 0) {
    if (!setup_rc_append(cli->world, setup->rc, buf_text(&setup->lines), err))
      return false;
    out_linef(cli, "Added to %s; the next terminal reads it.", tilde(cli, setup->rc));
  }
  return !setup->git || make_repository(setup, err);
}

static bool nothing_chosen(const struct setup *setup) {
  return setup->answer_count == 0 && setup->completion[0] == '\0' && setup->lines.len == 0 &&
         !setup->git;
}

static bool finish(struct setup *setup, struct err *err) {
  bool yes = false;

  if (setup->missing == 0) {
    out_line(setup->cli, "Everything is there.");
    return true;
  }
  if (setup->asks && !nothing_chosen(setup) &&
      !cli_ask_yes(setup->cli, "Nothing has been written yet. Do all of this?  y / n", &yes, err))
    return false;
  if (yes)
    return do_it(setup, err);
  out_line(setup->cli, setup->asks ? "Nothing was changed."
                                   : "Nothing was changed; at a terminal mentee setup asks.");
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct setup setup = {.cli = cli, .rc = "", .completion = "", .lines = BUF_INIT};
  bool ok;

  if (!args_at_most(args, &command_setup, 0, err) || !cli_open_reading(cli, err))
    return false;
  setup.shell = setup_shell(cli->world);
  setup.asks = cli_can_ask(cli) && args->value[SETUP_DRY_RUN] == NULL;
  ok = ask_about_you(&setup, err) && ask_line(&setup, err) && ask_completion(&setup, err) &&
       ask_git(&setup, err) && finish(&setup, err);
  buf_release(&setup.lines);
  return ok;
}

const struct command command_setup = {
    .name = "setup",
    .synopsis = "setup [--dry-run]",
    .summary = "the first questions: you, the line for your shell, completion, git",
    .options = options,
    .details =
        "Each can be left out, and what is there already is not asked again. Nothing is written\n"
        "before the last yes: then settings.csv, one line at the end of the file that bash, zsh "
        "or\n"
        "fish reads at start, a completion file where none was installed, a git repository where\n"
        "the data is. Without a terminal it says what is missing, and asks nothing.\n",
    .examples = "setup\nsetup --dry-run\n",
    .outside = true,
    .run = run,
};
