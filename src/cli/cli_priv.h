#ifndef MENTEE_CLI_CLI_PRIV_H
#define MENTEE_CLI_CLI_PRIV_H
/*
 * What the commands share. A command is a record: its name, how it is called, its options with
 * their help, and the function that runs it. Parsing, `mentee help` and "did you mean" derive
 * from these records.
 */
#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include "mentee/cli/cli.h"
#include "mentee/session/acts.h"

#define ARGS_MAX_OPTIONS 16

struct option_def {
  const char *name;
  char letter;          /* of its short form, or 0 */
  const char *argument; /* "DATE"; NULL: it takes none */
  bool optional;        /* the argument: --once or --once=6h */
  const char *help;     /* "": for programs, shown nowhere, and last of its table */
};
#define OPTIONS_END                                                                                \
  { NULL, 0, NULL, false, NULL }

/* What was typed after the command. A value is NULL where its option was not given. */
struct args {
  VEC(const char *) words;
  const char *value[ARGS_MAX_OPTIONS]; /* in the order of the command's option table */
};
#define ARGS_INIT                                                                                  \
  {                                                                                                \
    VEC_INIT, {                                                                                    \
      NULL                                                                                         \
    }                                                                                              \
  }

struct cli {
  struct world *world;
  struct cli_globals globals;
  const char *version;
  struct buf out; /* what standard output will get */
  int status;     /* of a command that did its work: 0, or 1 where nothing was found */
  bool ascii;
  bool open; /* the session is */
  struct session session;
  struct due due; /* of the book as it was opened: cli_due() */
  bool due_is_there;
  struct arena arena; /* texts of this run */
};

struct command {
  const char *name;
  const char *synopsis; /* without the program's name; one form a line */
  const char *summary;  /* lower case, no full stop */
  const struct option_def *options;
  bool outside;         /* it works with files and programs beside the store */
  enum table_id table;  /* whose rows its ID and FIELD=VALUE are; contacts where not said */
  const char *details;  /* paragraphs, lines ended by \n; "" for none */
  const char *examples; /* lines, without the program's name */
  bool (*run)(struct cli *cli, const struct args *args, struct err *err);
};

/* --- the records (cmd_*.c), and the table of them (cli.c) --------------------------------------
 */

/* Every command once, in the order and the groups of `mentee help`: X(name, group) */
/* clang-format off */
#define COMMANDS(X) \
  X(login, "what is due") \
  X(due, "what is due") \
  X(week, "what is due") \
  X(team, "what is due") \
  X(why, "what is due") \
  X(next, "what is due") \
  X(log, "what happened") \
  X(plan, "what happened") \
  X(held, "what happened") \
  X(cancel, "what happened") \
  X(promise, "what happened") \
  X(done, "what happened") \
  X(later, "what happened") \
  X(let_go, "what happened") \
  X(add, "people") \
  X(role, "people") \
  X(edit, "people") \
  X(merge, "people") \
  X(list, "people") \
  X(show, "people") \
  X(brief, "people") \
  X(write, "people") \
  X(who, "people") \
  X(stats, "people") \
  X(address, "people") \
  X(opportunity, "around them") \
  X(letter, "around them") \
  X(event, "around them") \
  X(target, "around them") \
  X(affiliation, "around them") \
  X(link, "around them") \
  X(import, "the files") \
  X(export, "the files") \
  X(check, "the files") \
  X(undo, "the files") \
  X(redo, "the files") \
  X(history, "the files") \
  X(restore, "the files") \
  X(sync, "the files") \
  X(merge_driver, "the files") \
  X(conflicts, "the files") \
  X(forget, "the files") \
  X(settings, "the files") \
  X(setup, "the files") \
  X(help, "the files")
/* clang-format on */
#define COMMAND_DECLARE(name, group) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARE)
extern const struct command *const commands[]; /* ended by NULL; the first is --due */
extern const char *const command_groups[];     /* of each */

/* The n-th word beside commands that `mentee help` takes; false: no more. */
bool help_topic(size_t n, const char **name, const char **summary);

/* NULL where there is none of that name. */
const struct command *command_find(const char *name);
/* ERR_USAGE: how it is called. Where there are several forms, the one of that verb ("letter ask"),
   or what the verbs are. Always false. */
bool command_usage(const struct command *command, const char *verb, struct err *err);
/* ERR_USAGE, with the nearest name; always false. */
bool command_unknown(const char *name, struct err *err);

/* --- arguments (args.c, globals.c) -------------------------------------------------------------
 */

extern const struct option_def global_options[];
enum global_option {
  GLOBAL_STORE,
  GLOBAL_TODAY,
  GLOBAL_COLOR,
  GLOBAL_ASCII,
  GLOBAL_DUE,
  GLOBAL_HELP,
  GLOBAL_VERSION
};
bool globals_take(struct cli_globals *globals, int option, const char *value, struct err *err);

/* An argument that is an option: not "-", "-3d", "-tag:x" or a word. */
bool arg_is_option(const char *arg);

/* One option as typed: how it is found in a table, and what stands after its "=". */
struct typed_option {
  const char *name; /* without dashes */
  size_t len;
  const char *value; /* after "=", or NULL */
  bool is_letter;
};
struct typed_option typed_option(const char *arg);
/* Does this option of some command take the next argument? For options before the command. */
bool option_takes_next(const char *arg);
/* The index of the only option that begins so, -1 for none, -2 for several. */
int option_find(const struct option_def *options, const struct typed_option *typed);
/* ERR_USAGE with the nearest of all the options that could stand here; always false. */
bool option_unknown(const struct option_def *options, const char *arg, struct err *err);
/* Takes what the option needs from "=" or the next argument. *at is moved over it. */
bool option_value(const struct option_def *option, const struct typed_option *typed, int argc,
                  char **argv, int *at, const char **value, struct err *err);

/* argv[0..argc) without the command's own word. Global options that take_globals() left (prefixes)
   go into *globals. Release *args in every case. */
bool args_parse(const struct command *command, int argc, char **argv, struct args *args,
                struct cli_globals *globals, struct err *err);
void args_release(struct args *args);

/* --- output (out.c): the one gate
 * ----------------------------------------------------------------- */

/* One line: made safe, spelled in ASCII where asked, ended. */
void out_line(struct cli *cli, const char *text);
void out_linef(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A text of several lines, each through the gate. */
void out_lines(struct cli *cli, const char *text);
/* Cells with tabs between them, escaped as cli.md says, in UTF-8 whatever the locale. */
void out_tsv(struct cli *cli, const char *const *cells, size_t count);
/* Writes what was printed. A closed pipe is quiet; anything else is ERR_IO. */
bool out_flush(struct cli *cli, struct err *err);
/* How far a long piece of work is and what it is, "reading", over itself on standard error; 0 of 0
   takes the line away. */
void out_progress(const struct cli *cli, const char *doing, size_t done, size_t total);
/* "mentee: ..." on standard error, at once. */
void out_complain(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Formats into the run's arena. */
const char *cli_text(struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *cli_keep(struct cli *cli, struct buf *buf); /* copies and releases */

/* --- questions at a terminal (ask.c)
 * ------------------------------------------------------------ */

/* Standard input and output both are one. */
bool cli_can_ask(const struct cli *cli);
/* Prints what there is so far and the question; the line typed, "" at the end of the input, in the
   arena. NULL: standard output failed. */
const char *cli_ask(struct cli *cli, const char *question, struct err *err);
bool cli_ask_yes(struct cli *cli, const char *question, bool *yes, struct err *err);

/* --- the store and its people (people.c)
 * ------------------------------------------------------------ */

bool cli_open(struct cli *cli, struct err *err);
/* The same, and damage of the files is told on standard error: for commands that read. */
bool cli_open_reading(struct cli *cli, struct err *err);
/* Every reason, with its person. Good until something is committed. */
const struct due *cli_due(struct cli *cli);
/* Forgets what is due: after a commit, or for another day. */
void cli_due_again(struct cli *cli);
/* An offer of this rule to this person, after something was saved: asked at a terminal, said
   elsewhere. Nothing is changed without a yes. */
bool cli_offer(struct cli *cli, const char *contact, enum rule_id rule, struct err *err);
/* For check: fields that wait for a decision, and a clone that does not know the merge driver. */
void out_conflict_notes(struct cli *cli);
/* What the last commit had to say beside "done". */
void cli_tell_commit(struct cli *cli);

/* One person; at a terminal the question is asked where several could be meant. The id is in the
   arena: records do not outlive a commit. NULL: *err says why. */
const char *cli_person(struct cli *cli, const char *name, struct err *err);
const struct record *cli_contact(const struct cli *cli, const char *id); /* again, by id */

struct people {
  VEC(const char *) ids;
};
#define PEOPLE_INIT                                                                                \
  { VEC_INIT }
/* "lan,tomasz": adds who is not yet among them. A name with a comma is one person. */
bool people_add(struct people *people, struct cli *cli, const char *names, struct err *err);
void people_release(struct people *people);

/* How somebody is called in a sentence, and several: "Dr Lan and Tomasz". In the arena. */
const char *cli_called(struct cli *cli, const char *id);
/* "coffee with Dr Lan and Tomasz", "e-mail to Seun": what a touch was. In the arena. */
const char *cli_touch(struct cli *cli, const struct record *interaction);
const char *cli_called_all(struct cli *cli, const struct record *interaction);
/* "mentor (clinical)" */
void role_text(const struct record *role, struct buf *out);

/* --- words, days (words.c)
 * ------------------------------------------------------------------------------ */

/* The words from one on, joined with blanks. */
const char *args_join(struct cli *cli, const struct args *args, size_t from, size_t to);
/* "" or blanks alone: what a script's unset variable leaves. */
bool word_is_blank(const char *word);
/* At least so many words, none of these blank; ERR_USAGE shows how the command is called. */
bool args_need(const struct args *args, const struct command *command, size_t least,
               struct err *err);
bool args_at_most(const struct args *args, const struct command *command, size_t most,
                  struct err *err);
/* An option's day; *day is left alone where it was not given. */
bool args_day(const struct cli *cli, const char *value, enum date_lean lean, int *day,
              struct err *err);
/* A whole number from least to most. */
bool args_number(const char *what, const char *value, int least, int most, int *number,
                 struct err *err);
/* "today", "Tue 17 November", with the year where it is another. In the arena. */
const char *cli_day(struct cli *cli, int day);
/* "around" wording: "20 December", "20 December 2027" */
const char *cli_month_day(struct cli *cli, int day);

/* All of standard input, without blanks at its end; at most a mebibyte. NULL: *err. In the arena.
 */
const char *cli_read_input(struct cli *cli, struct err *err);
/* With a capital in front, and a full stop where it ends in no other. */
void out_sentence(struct cli *cli, const char *text);
/* "You promise: the draft, by Fri 27 November."; nothing where nothing is promised. */
void out_promise(struct cli *cli, const char *who, const char *what, int by);

/* --- what is open with somebody (pick.c)
 * ------------------------------------------------------------ */

enum open_kind { OPEN_PROMISE, OPEN_MEETING, OPEN_HELLO, OPEN_REASON };
struct open_thing {
  enum open_kind kind;
  const struct reason *reason; /* of OPEN_REASON (every rule but those of the other kinds); good
                                  until something is committed */
  const char *done;            /* of OPEN_REASON: "thanked for: swapped two linac slots" */
  const char *id, *contact;    /* in the arena; the id of a hello is its contact's */
  const char *text;            /* "Aims page", "Mock review", "a hello" */
  const char *when;            /* "by 25 Nov", "Tue 24 Nov 16:00", "last spoke 5 Jun" */
  bool theirs;                 /* a promise that they made */
};
struct open_things {
  VEC(struct open_thing) list;
};
#define OPEN_THINGS_INIT                                                                           \
  { VEC_INIT }
void open_things_release(struct open_things *things);
bool promise_is_open(const struct record *row);
enum pick {
  PICK_DONE,    /* what can be over: promises, meetings up to today, whatever is due */
  PICK_OPEN,    /* also meetings to come, and a hello that is not due yet where nothing else is */
  PICK_MEETING, /* planned meetings alone */
};
/* Everything of that kind that is open with this person and holds every one of the words. */
void open_things_with(struct open_things *things, struct cli *cli, const char *contact,
                      const char *words, enum pick pick);
/* A promise or a meeting, whatever became of it, or what a reason is about; false where the id is
   none of these. */
bool open_thing_of_id(struct cli *cli, const char *id, struct open_thing *thing);
/* The one thing that NAME and WORDS mean. Several: they are listed on standard error and *err says
   so. None: ERR_MISSING. */
bool open_thing_pick(struct cli *cli, const char *name, const char *words, enum pick pick,
                     struct open_thing *thing, struct err *err);
/* The meeting that a command's first words mean: an id, or NAME and WORDS among the planned ones.
 */
bool meeting_pick(struct cli *cli, const struct args *args, size_t words, struct open_thing *thing,
                  struct err *err);
/* A promise that is closed: that is said, kindly, and there is nothing to do. */
bool open_thing_is_closed(struct cli *cli, const struct open_thing *thing);
/* "Aims page, for Dr Lan" */
const char *open_thing_text(struct cli *cli, const struct open_thing *thing);
/* After a change that a hello can hang on: "Dr Lan: next around 26 January." */
void out_next(struct cli *cli, const char *contact);
/* A line, or that one, that ends in how it is taken back. */
void out_undoable(struct cli *cli, const char *text);
void out_next_undoable(struct cli *cli, const char *contact);
#endif
