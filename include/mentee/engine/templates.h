#ifndef MENTEE_ENGINE_TEMPLATES_H
#define MENTEE_ENGINE_TEMPLATES_H
/*
 * Messages to begin from. A template is a text with four lines of head and a body:
 *
 *   id: thank_you               a word; a user's template of the same id stands in for ours
 *   use: After someone ...      when to use it, in a line
 *   rule: R6a                   the reason it answers, or a word
 *   Subject: Thank you for {{favour.short|your time}}
 *
 * {{field}} is filled from the book, or stays as it is where there is nothing to fill it with;
 * {{field|fallback}} becomes the fallback then, and a line that ends up blank is dropped; [[...]]
 * is a hole that only a person can fill. While one of the two is left the text is not finished.
 * mentee never sends. Notes cannot be merged: there is no field for them.
 */
#include "mentee/engine/due.h"

/* The templates that come with the program, as bytes (MenteeEmbed.cmake). */
struct template_file {
  const char *name;
  const unsigned char *bytes;
  size_t len;
};
extern const struct template_file template_files[];
extern const size_t template_file_count;

struct template {
  const char *id, *use, *rule, *subject, *body;
  bool own; /* the user's */
};

struct templates {
  struct arena arena;
  VEC(struct template) list; /* by id */
};

/* Initialises *templates with those of the program. */
void templates_init(struct templates *templates);
/* Adds one of the user's, or replaces the one of its id. ERR_DATA where a line of the head is
   missing, or a field does not exist: "'thanks.txt': no field 'me.nmae'; did you mean ...?". */
bool templates_add(struct templates *templates, const char *name, const char *bytes, size_t len,
                   struct err *err);
void templates_release(struct templates *templates);

/* By id, or by enough of its beginning. ERR_MISSING with the nearest, ERR_USAGE for several. */
const struct template *templates_find(const struct templates *templates, const char *id,
                                      struct err *err);
/* The one that answers a rule; NULL: none does. */
const struct template *templates_for_rule(const struct templates *templates, enum rule_id rule);

/* --- filling ------------------------------------------------------------------------------- */

/* What a message is about. Where row is NULL, or of another table than a field asks, the field
   takes the row of the contact that fits best. */
struct draft_about {
  const struct record *contact;
  const struct record *other; /* for an introduction; may be NULL */
  const struct record *row;
  enum table_id row_table;
};

struct message {
  struct arena arena;
  const struct template *template;
  const char *subject, *body;
  int kind, direction; /* enum kind_word, direction_word: what it is logged as once it is sent */
};

/* Initialises *draft; the template must outlive it. */
void draft_make(struct message *draft, const struct template *template, const struct book *book,
                const struct draft_about *about, int today);
void draft_release(struct message *draft);

/* The first "[[...]]" or "{{...}}" of a text, or NULL; *len is its length. */
const char *draft_hole(const char *text, size_t *len);
/* How many there are. */
size_t draft_holes(const char *text);
#endif
