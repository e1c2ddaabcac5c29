#ifndef MENTEE_CLI_COMPLETE_PRIV_H
#define MENTEE_CLI_COMPLETE_PRIV_H
/*
 * What a shell can complete. Its few lines (share/completions) hand over the command line up to the
 * cursor and are given words, one a line; which words, the command records say: their options, the
 * words in capitals of their synopsis. No shell ever evaluates what is in the data: the line is
 * taken apart here, and what is offered is quoted here (bash) or by the shell's own completion.
 */
#include "cli_priv.h"

/* --- the line as it was typed (complete_line.c) ------------------------------------------------
 */

struct shell_line {
  VEC(const char *) words; /* without their quotes; the last is the one under the cursor */
  const char *raw;         /* that one, as typed */
  size_t kept;             /* so much of it, without quotes, the shell will keep in any case */
  size_t kept_raw;         /* the same, as typed, with its quote */
  char quote;              /* ' or " that is open at the cursor, else 0 */
};
/* Where one of `breaks` stands, bash replaces only what follows it. Texts are in the arena. */
void shell_line_read(struct shell_line *line, struct arena *arena, const char *text,
                     const char *breaks);
void shell_line_release(struct shell_line *line);
/* So that bash reads it as itself, within that open quote (0: none). */
void shell_quote(struct buf *out, const char *text, char quote);

/* --- what can stand somewhere (complete_form.c) ------------------------------------------------
 */

/* "NAME", "FIELD=VALUE", "yes": what a synopsis has for the next word, after those of args. Each is
   told once a form, without brackets and dots. */
typedef void form_fn(void *context, const char *what, size_t len);
void forms_expect(const struct command *command, const char *const *words, size_t count,
                  form_fn *tell, void *context);

/* --- the words (complete.c, complete_kinds.c) --------------------------------------------------
 */

struct candidate {
  const char *word, *help;
  bool open; /* more of the word can follow */
};

struct completion {
  struct cli *cli;
  const struct command *command; /* NULL: it is to come */
  const char *const *words;      /* of the command, before the one under the cursor */
  size_t word_count;
  const char *option; /* whose value is asked for, else NULL */
  const char *typed;  /* the word under the cursor */
  size_t stem;        /* so much of it stays: "--role=", "lan," */
  unsigned told;      /* the kinds that were offered, a bit each */
  bool tried, has_book;
  bool files; /* names of files are the shell's */
  VEC(struct candidate) list;
};

/* A word, where what was typed begins it; whatever the case. */
void completion_add(struct completion *completion, const char *word, const char *help, bool open);
/* The same, whatever was typed. */
void completion_put(struct completion *completion, const char *word, const char *help, bool open);
/* What was typed behind the stem. */
const char *completion_typed(const struct completion *completion);
/* The store, opened at the first need; NULL where it cannot be. */
const struct book *completion_book(struct completion *completion);
/* A word of a synopsis, or of an option's argument: everything that it can be. */
void completion_kind(struct completion *completion, const char *what, size_t len);

/* The command: prints the words for that shell. */
bool complete(struct cli *cli, const char *shell, const char *line, const char *breaks,
              struct err *err);
#endif
