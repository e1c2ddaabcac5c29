/*
 * BBDB of Emacs: one Lisp vector a person (bbdb-record-type). A vector is read into a small tree;
 * strings may hold line ends and brackets.
 */
#include "draft_priv.h"
#include "mentee/base/text.h"
#include "readers_priv.h"
#include <string.h>

#define MOST_DEPTH 20 /* a record needs five */
#define MOST_ITEMS 1000

enum lisp_kind { LISP_ATOM, LISP_STRING, LISP_LIST };
struct lisp {
  enum lisp_kind kind;
  const char *text;   /* of an atom or string */
  struct lisp *first; /* of a list or vector */
  struct lisp *next;
};

struct bbdb {
  struct reading *reading;
  struct draft draft;
  struct arena arena; /* of one record */
  const char *at, *end;
  uint32_t line;
  int format;
  bool broken;
};

/* --- Lisp, as much of it as a record is made of ------------------------------------------------
 */

static void skip_blank(struct bbdb *bbdb) {
  for (; bbdb->at < bbdb->end; bbdb->at++) {
    if (*bbdb->at == '\n')
      bbdb->line++;
    else if (*bbdb->at == ';')
      while (bbdb->at + 1 < bbdb->end && bbdb->at[1] != '\n')
        bbdb->at++;
    else if (!text_is_space(*bbdb->at))
      return;
  }
}

static struct lisp *new_lisp(struct bbdb *bbdb, enum lisp_kind kind, const char *text) {
  struct lisp *lisp = arena_alloc(&bbdb->arena, sizeof *lisp);

  *lisp = (struct lisp){kind, text, NULL, NULL};
  return lisp;
}

static struct lisp *read_string(struct bbdb *bbdb) {
  struct buf text = BUF_INIT;
  struct lisp *lisp;

  for (bbdb->at++; bbdb->at < bbdb->end && *bbdb->at != '"'; bbdb->at++) {
    char c = *bbdb->at;
    if (c == '\\' && bbdb->at + 1 < bbdb->end) {
      c = *++bbdb->at;
      c = (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c);
    }
    bbdb->line += *bbdb->at == '\n';
    buf_addc(&text, c == '\0' ? ' ' : c);
  }
  bbdb->broken = bbdb->broken || bbdb->at >= bbdb->end;
  bbdb->at += bbdb->at < bbdb->end;
  lisp = new_lisp(bbdb, LISP_STRING, arena_copy(&bbdb->arena, buf_text(&text), text.len));
  buf_release(&text);
  return lisp;
}

static struct lisp *read_atom(struct bbdb *bbdb) {
  const char *from = bbdb->at;

  while (bbdb->at < bbdb->end && !text_is_space(*bbdb->at) && *bbdb->at != '\0' &&
         strchr("()[]\"", *bbdb->at) == NULL)
    bbdb->at++;
  if (bbdb->at == from) {
    bbdb->broken = true;
    bbdb->at++;
    return NULL;
  }
  return new_lisp(bbdb, LISP_ATOM, arena_copy(&bbdb->arena, from, (size_t)(bbdb->at - from)));
}

/* The lists that are open, from the outside in: where the next value of each goes. */
struct nest {
  struct lisp **tail[MOST_DEPTH + 1];
  size_t depth;
};

static bool close_list(struct bbdb *bbdb, struct nest *nest) {
  bbdb->at++;
  if (nest->depth == 0)
    return false;
  nest->depth--;
  return true;
}

static bool open_list(struct bbdb *bbdb, struct nest *nest) {
  struct lisp *list = new_lisp(bbdb, LISP_LIST, "");

  bbdb->at++;
  if (nest->depth == MOST_DEPTH)
    return false;
  *nest->tail[nest->depth] = list;
  nest->tail[nest->depth] = &list->next;
  nest->tail[++nest->depth] = &list->first;
  return true;
}

static bool take_value(struct bbdb *bbdb, struct nest *nest) {
  struct lisp *value = *bbdb->at == '"' ? read_string(bbdb) : read_atom(bbdb);

  if (value == NULL || bbdb->broken)
    return false;
  *nest->tail[nest->depth] = value;
  nest->tail[nest->depth] = &value->next;
  return true;
}

/* One value; NULL where it is none, or does not end. */
static const struct lisp *read_lisp(struct bbdb *bbdb) {
  struct lisp *root = NULL;
  struct nest nest = {{&root}, 0};
  size_t items = 0;

  bbdb->broken = false;
  do {
    bool ok;
    skip_blank(bbdb);
    if (bbdb->at >= bbdb->end || ++items > MOST_ITEMS)
      return NULL;
    if (*bbdb->at == ')' || *bbdb->at == ']')
      ok = close_list(bbdb, &nest);
    else if (*bbdb->at == '(' || *bbdb->at == '[')
      ok = open_list(bbdb, &nest);
    else
      ok = take_value(bbdb, &nest);
    if (!ok)
      return NULL;
  } while (nest.depth > 0);
  return root;
}

/* --- a record ----------------------------------------------------------------------------------
 */

static const struct lisp *item(const struct lisp *list, int index) {
  const struct lisp *at = list != NULL ? list->first : NULL;

  while (at != NULL && index-- > 0)
    at = at->next;
  return at;
}

static void add_text(struct bbdb *bbdb, int slot, const struct lisp *lisp) {
  if (lisp != NULL && lisp->kind == LISP_STRING)
    entry_add(&bbdb->draft, slot, NULL, lisp->text, strlen(lisp->text));
}

/* A string, or a list of them. */
static void add_each(struct bbdb *bbdb, int slot, const struct lisp *lisp) {
  add_text(bbdb, slot, lisp);
  for (const struct lisp *one = lisp != NULL ? lisp->first : NULL; one != NULL; one = one->next)
    add_text(bbdb, slot, one);
}

/* ["mobile" "+44 7700"] or ["work" 206 555 1234 0] */
static void add_phones(struct bbdb *bbdb, const struct lisp *phones) {
  for (const struct lisp *one = phones != NULL ? phones->first : NULL; one != NULL;
       one = one->next) {
    const struct lisp *label = one->first;
    struct buf number = BUF_INIT;
    for (const struct lisp *part = label != NULL ? label->next : NULL; part != NULL;
         part = part->next) {
      if (part->kind == LISP_ATOM && strcmp(part->text, "0") == 0)
        continue; /* no extension */
      buf_addf(&number, "%s%s", number.len > 0 ? " " : "", part->text);
    }
    entry_add_labelled(&bbdb->draft, CONTACT_PHONE, label != NULL ? label->text : "",
                       buf_text(&number), number.len);
    buf_release(&number);
  }
}

/* ["home" ("street" ...) "city" "state" "code" "country"]: the city is a field, all is kept. */
static void add_addresses(struct bbdb *bbdb, const struct lisp *addresses) {
  for (const struct lisp *one = addresses != NULL ? addresses->first : NULL; one != NULL;
       one = one->next) {
    struct buf text = BUF_INIT;
    add_text(bbdb, CONTACT_CITY, item(one, 2));
    for (const struct lisp *part = item(one, 1); part != NULL; part = part->next)
      for (const struct lisp *line = part->kind == LISP_LIST ? part->first : part; line != NULL;
           line = part->kind == LISP_LIST ? line->next : NULL)
        if (line->text[0] != '\0')
          buf_addf(&text, "%s%s", text.len > 0 ? ", " : "", line->text);
    entry_keep(&bbdb->draft, "address", buf_text(&text), text.len);
    buf_release(&text);
  }
}

/* ((notes . "text") (anniversary . "1985-03-15 birthday")) */
static void add_fields(struct bbdb *bbdb, const struct lisp *fields) {
  add_text(bbdb, CONTACT_NOTES, fields); /* older files have one string here */
  for (const struct lisp *pair = fields != NULL ? fields->first : NULL; pair != NULL;
       pair = pair->next) {
    const struct lisp *name = item(pair, 0), *value = item(pair, 2);
    struct buf column = BUF_INIT;
    size_t day;
    if (name == NULL || value == NULL || value->kind != LISP_STRING)
      continue;
    entry_column_name(&column, name->text);
    day = strcspn(value->text, " ");
    if (strcmp(name->text, "notes") == 0)
      add_text(bbdb, CONTACT_NOTES, value);
    else if (strcmp(name->text, "url") == 0)
      add_text(bbdb, CONTACT_LINKS, value);
    else if (strcmp(name->text, "anniversary") == 0 &&
             (strcmp(value->text + day, " birthday") == 0 || value->text[day] == '\0'))
      entry_add(&bbdb->draft, CONTACT_BIRTHDAY, NULL, value->text, day);
    else
      entry_keep(&bbdb->draft, buf_text(&column), value->text, strlen(value->text));
    buf_release(&column);
  }
}

/* Where the parts of a record stand: with affixes from format 7 on. */
static void take_record(struct bbdb *bbdb, const struct lisp *record) {
  int shift = bbdb->format >= 7;

  add_text(bbdb, SLOT_GIVEN, item(record, 0));
  add_text(bbdb, SLOT_FAMILY, item(record, 1));
  if (shift)
    add_each(bbdb, SLOT_SUFFIX, item(record, 2));
  add_each(bbdb, CONTACT_CALL_BY, item(record, 2 + shift));
  add_each(bbdb, CONTACT_ORG, item(record, 3 + shift));
  add_phones(bbdb, item(record, 4 + shift));
  add_addresses(bbdb, item(record, 5 + shift));
  add_each(bbdb, CONTACT_EMAIL, item(record, 6 + shift));
  add_fields(bbdb, item(record, 7 + shift));
}

static int file_format(const struct reading *reading) {
  const char *mark = reading_find(reading, "file-format: ", 400);

  return mark != NULL ? mark[strlen("file-format: ")] - '0' : 9;
}

/* After what could not be read: the next line that begins like a record. */
static void resume(struct bbdb *bbdb) {
  while (bbdb->at < bbdb->end &&
         !(*bbdb->at == '[' && bbdb->at > bbdb->reading->text && bbdb->at[-1] == '\n')) {
    bbdb->line += *bbdb->at == '\n';
    bbdb->at++;
  }
}

bool bbdb_read(struct reading *reading, struct err *err) {
  struct bbdb bbdb;

  (void)err;
  memset(&bbdb, 0, sizeof bbdb);
  bbdb.reading = reading;
  bbdb.at = reading->text;
  bbdb.end = reading->text + reading->len;
  bbdb.line = 1;
  bbdb.format = file_format(reading);
  entry_init(&bbdb.draft, reading->import);
  for (skip_blank(&bbdb); bbdb.at < bbdb.end; skip_blank(&bbdb)) {
    uint32_t line = bbdb.line;
    const struct lisp *record = read_lisp(&bbdb);
    entry_begin(&bbdb.draft, line);
    if (record != NULL && record->kind == LISP_LIST) {
      take_record(&bbdb, record);
      entry_end(&bbdb.draft);
    } else {
      import_note(reading->import, line, "is no record of BBDB");
      resume(&bbdb);
    }
    arena_release(&bbdb.arena);
    if (!reading_progress(reading, bbdb.at))
      break;
  }
  entry_drop(&bbdb.draft);
  arena_release(&bbdb.arena);
  return true;
}

bool bbdb_is(const struct reading *reading) {
  return reading_begins(reading, "[\"") ||
         (reading_begins(reading, ";;") && reading_find(reading, ";;; file-format:", 400) != NULL);
}
