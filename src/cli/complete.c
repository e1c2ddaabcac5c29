/* From the command line to the words that can follow. */
#include "complete_priv.h"

#include <string.h>

/* --- collecting ------------------------------------------------------------------------------ */

const char *completion_typed(const struct completion *completion) {
  return completion->typed + completion->stem;
}

/* Nothing but what a terminal can be shown as it is: else the word would not be what it says. */
static bool is_shown_whole(const char *word) {
  struct buf safe = BUF_INIT;
  bool whole;

  text_defuse(&safe, word);
  whole = text_is_utf8(word, strlen(word)) && strcmp(buf_text(&safe), word) == 0;
  buf_release(&safe);
  return whole;
}

void completion_put(struct completion *completion, const char *word, const char *help, bool open) {
  struct arena *arena = &completion->cli->arena;

  if (word[0] == '\0' || !is_shown_whole(word))
    return;
  *vec_push(&completion->list) = (struct candidate){
      arena_format(arena, "%.*s%s", (int)completion->stem, completion->typed, word),
      arena_dup(arena, help), open};
}

static bool begins(const char *word, const char *typed) {
  struct buf folded_word = BUF_INIT, folded_typed = BUF_INIT;
  bool does;

  text_fold(&folded_word, word);
  text_fold(&folded_typed, typed);
  does = strncmp(buf_text(&folded_word), buf_text(&folded_typed), folded_typed.len) == 0;
  buf_release(&folded_word);
  buf_release(&folded_typed);
  return does;
}

void completion_add(struct completion *completion, const char *word, const char *help, bool open) {
  if (begins(word, completion_typed(completion)))
    completion_put(completion, word, help, open);
}

const struct book *completion_book(struct completion *completion) {
  struct err ignored = ERR_INIT;

  if (!completion->tried)
    completion->has_book = cli_open(completion->cli, &ignored);
  completion->tried = true;
  return completion->has_book ? session_book(&completion->cli->session) : NULL;
}

/* --- where the cursor stands ----------------------------------------------------------------- */

struct typed_words {
  VEC(const char *) list;
};

struct walk {
  struct completion *completion;
  const struct shell_line *line;
  struct typed_words words; /* of the command */
  const struct option_def *value_of;
  bool words_only;
};

static const struct option_def *find_option(const struct completion *completion, const char *arg) {
  const struct command *command = completion->command;
  struct typed_option typed = typed_option(arg);
  int found = command != NULL ? option_find(command->options, &typed) : -1;

  if (found >= 0)
    return &command->options[found];
  found = option_find(global_options, &typed);
  return found >= 0 ? &global_options[found] : NULL;
}

/* "~/people" of --store: the shell would have expanded it. */
static const char *expanded(struct cli *cli, const char *value) {
  if (value[0] != '~' || value[1] != '/')
    return value;
  return cli_text(cli, "%s%s", cli->world->home, value + 1);
}

static void take_global(struct walk *walk, const struct option_def *option, const char *value) {
  struct cli *cli = walk->completion->cli;
  struct err ignored = ERR_INIT;

  if (option == &global_options[GLOBAL_DUE] && walk->completion->command == NULL)
    walk->completion->command = &command_login;
  else if (option == &global_options[GLOBAL_STORE])
    globals_take(&cli->globals, GLOBAL_STORE, expanded(cli, value), &ignored);
  else if (option == &global_options[GLOBAL_TODAY])
    globals_take(&cli->globals, GLOBAL_TODAY, value, &ignored);
}

static bool needs_value(const struct option_def *option) {
  return option->argument != NULL && !option->optional;
}

/* An option before the cursor, and its value; returns the index of the last of them. */
static size_t take_option(struct walk *walk, size_t at) {
  const char *arg = walk->line->words.data[at];
  const struct option_def *option = find_option(walk->completion, arg);
  struct typed_option typed = typed_option(arg);
  size_t last = walk->line->words.len - 1;

  if (option == NULL)
    return at;
  if (typed.value == NULL && needs_value(option)) {
    if (++at == last) {
      walk->value_of = option;
      return at;
    }
    typed.value = walk->line->words.data[at];
  }
  take_global(walk, option, typed.value != NULL ? typed.value : "");
  return at;
}

static void walk_line(struct walk *walk) {
  struct completion *completion = walk->completion;

  for (size_t i = 1; i + 1 < walk->line->words.len; i++) {
    const char *arg = walk->line->words.data[i];
    if (!walk->words_only && strcmp(arg, "--") == 0)
      walk->words_only = true;
    else if (!walk->words_only && arg_is_option(arg))
      i = take_option(walk, i);
    else if (completion->command != NULL || (completion->command = command_find(arg)) == NULL)
      *vec_push(&walk->words.list) = arg;
  }
}

/* --- what can stand there -------------------------------------------------------------------- */

static void offer_options(struct completion *completion, const struct option_def *options) {
  for (const struct option_def *def = options; def->name != NULL; def++)
    if (def->help[0] != '\0' && (def != &global_options[GLOBAL_DUE] || completion->command == NULL))
      completion_add(completion, cli_text(completion->cli, "--%s", def->name), def->help, false);
}

static void offer_commands(struct completion *completion) {
  for (const struct command *const *command = commands; *command != NULL; command++)
    if (*command != &command_login)
      completion_add(completion, (*command)->name, (*command)->summary, false);
}

static void tell_kind(void *context, const char *what, size_t len) {
  completion_kind(context, what, len);
}

/* "--role=men": the value is behind the stem. */
static bool offer_value_of_option(struct completion *completion, const struct option_def *option) {
  if (option == NULL || option->argument == NULL)
    return false;
  completion->option = option->name;
  completion_kind(completion, option->argument, strlen(option->argument));
  return true;
}

static void offer(struct walk *walk) {
  struct completion *completion = walk->completion;
  const char *equals = strchr(completion->typed, '=');
  bool is_option = !walk->words_only && completion->typed[0] == '-' &&
                   (completion->typed[1] == '\0' || arg_is_option(completion->typed));

  if (offer_value_of_option(completion, walk->value_of))
    return;
  if (is_option && equals != NULL) {
    completion->stem = (size_t)(equals + 1 - completion->typed);
    offer_value_of_option(completion, find_option(completion, completion->typed));
  } else if (is_option) {
    if (completion->command != NULL)
      offer_options(completion, completion->command->options);
    offer_options(completion, global_options);
  } else if (completion->command == NULL && walk->words.list.len == 0) {
    offer_commands(completion);
  } else if (completion->command != NULL) {
    completion->words = walk->words.list.data;
    completion->word_count = walk->words.list.len;
    forms_expect(completion->command, completion->words, completion->word_count, tell_kind,
                 completion);
  }
}

/* --- printing -------------------------------------------------------------------------------- */

static size_t common_length(const char *a, const char *b, size_t most) {
  size_t len = 0;

  while (len < most && a[len] != '\0' && a[len] == b[len])
    len++;
  while (len > 0 && ((unsigned char)a[len] & 0xc0) == 0x80) /* not within a character */
    len--;
  return len;
}

static bool same_folded(const char *a, const char *b) {
  return begins(a, b) && begins(b, a);
}

struct bash_words {
  struct completion *completion;
  const struct shell_line *line;
  VEC(const char *) rests; /* what bash does not keep of the words */
  const char *common;      /* to all of them */
};

static void bash_line(struct bash_words *words, const char *rest, bool whole) {
  struct buf *out = &words->completion->cli->out;

  shell_quote(out, rest, words->line->quote);
  buf_adds(out, whole && words->line->quote == 0 ? " \n" : "\n");
}

/* bash puts what all the words have in common in place of what was typed, as it is: it may be less,
   and may end within a quoted character. */
static bool common_is_what_was_typed(struct bash_words *words) {
  struct buf quoted = BUF_INIT, all = BUF_INIT;
  const char *typed = words->completion->typed + words->line->kept;
  bool is;

  for (size_t i = 0; i < words->rests.len; i++) {
    struct buf one = BUF_INIT;
    shell_quote(&one, words->rests.data[i], words->line->quote);
    if (i == 0)
      buf_adds(&all, buf_text(&one));
    else
      buf_cut(&all, common_length(buf_text(&all), buf_text(&one), all.len));
    buf_release(&one);
  }
  shell_quote(&quoted, words->common, words->line->quote);
  is = strcmp(buf_text(&quoted), buf_text(&all)) == 0 && same_folded(words->common, typed);
  buf_release(&quoted);
  buf_release(&all);
  return is;
}

static void print_for_bash(struct completion *completion, const struct shell_line *line) {
  struct bash_words words = {completion, line, VEC_INIT, ""};
  const char *typed = completion->typed + line->kept;
  bool open = false;

  for (size_t i = 0; i < completion->list.len; i++) {
    const struct candidate *candidate = &completion->list.data[i];
    if (strncmp(candidate->word, completion->typed, line->kept) != 0)
      continue;
    open = candidate->open;
    *vec_push(&words.rests) = candidate->word + line->kept;
  }
  for (size_t i = 0; i < words.rests.len; i++)
    words.common =
        i == 0 ? words.rests.data[0]
               : arena_copy(&completion->cli->arena, words.common,
                            common_length(words.common, words.rests.data[i], strlen(words.common)));
  if (words.rests.len == 1) {
    bash_line(&words, words.common, !open);
  } else if (words.rests.len > 1 && begins(words.common, typed) &&
             !same_folded(words.common, typed)) {
    bash_line(&words, words.common, false);
  } else if (words.rests.len > 1) {
    for (size_t i = 0; i < words.rests.len; i++)
      bash_line(&words, words.rests.data[i], true);
    if (!common_is_what_was_typed(&words))
      buf_adds(&completion->cli->out, " \n"); /* nothing in common: what was typed stays */
  }
  vec_release(&words.rests);
}

/* "word<tab>what it is": these shells quote it themselves. */
static void print_words(struct completion *completion) {
  struct buf *out = &completion->cli->out;

  for (size_t i = 0; i < completion->list.len; i++) {
    buf_adds(out, completion->list.data[i].word);
    buf_addc(out, '\t');
    text_defuse(out, completion->list.data[i].help);
    buf_addc(out, '\n');
  }
}

bool complete(struct cli *cli, const char *shell, const char *line, const char *breaks,
              struct err *err) {
  static const char *const shells[] = {"bash", "zsh", "fish"};
  struct completion completion = {.cli = cli};
  struct shell_line read;
  struct walk walk = {&completion, &read, {VEC_INIT}, NULL, false};
  struct err ignored = ERR_INIT;
  size_t n = 0;

  while (n < 3 && strcmp(shell, shells[n]) != 0)
    n++;
  if (n == 3)
    return err_set(err, ERR_USAGE, "'--complete' needs a shell: bash, zsh or fish");
  shell_line_read(&read, &cli->arena, line, breaks);
  completion.typed = read.words.data[read.words.len - 1];
  walk_line(&walk);
  cli_apply_globals(cli->world, &cli->globals, &ignored);
  offer(&walk);
  if (completion.files)
    buf_adds(&cli->out, "\tfiles\n");
  else if (n == 0)
    print_for_bash(&completion, &read);
  else
    print_words(&completion);
  vec_release(&walk.words.list);
  vec_release(&completion.list);
  shell_line_release(&read);
  return true;
}
