#ifndef MENTEE_CLI_ENTITY_PRIV_H
#define MENTEE_CLI_ENTITY_PRIV_H
/*
 * The tables beside contacts and what happened with them: one implementation of `add`, `list` and
 * `set`, made from the field tables. A command that has more verbs tries its own first.
 */
#include "cli_priv.h"

#include "mentee/session/row_text.h"

struct entity {
  const struct command *command;
  enum table_id table;
  int who;          /* the field that a NAME at the front fills; -1: none */
  int what;         /* the field that free words fill; -1: none */
  int by;           /* the day that a list is sorted by; -1: the file's order */
  const char *none; /* an empty list's sentence */
  /* The last free word names whom or what (link): contacts first, then goals. */
  int whom, goal;
};

/* words[0] is the verb. */
bool entity_run(struct cli *cli, const struct entity *entity, const struct args *args,
                struct err *err);
/* "Panel in Denver, Dr Achterberg": in the arena */
const char *entity_text(struct cli *cli, const struct entity *entity, const char *id);
/* FIELD=VALUE words from `from` on. */
bool field_values_take(struct field_values *values, struct cli *cli, enum table_id table,
                       const char *text, struct err *err);
/* Further fields of what happened ("advice=...") stand behind the words: how many words are left
   before them, and the fields. What is no field of an interaction stays a word. */
size_t interaction_words(const struct args *args);
bool interaction_values_take(struct field_values *values, struct cli *cli, const struct args *args,
                             struct err *err);
/* "field=...": lower-case letters and _ before the first = */
bool is_field_value(const char *word);
/* A cell as a person reads it: the name that an id means, words spoken, days short. In the arena */
const char *cell_spoken(struct cli *cli, enum table_id table, const struct record *row, int field);
#endif
