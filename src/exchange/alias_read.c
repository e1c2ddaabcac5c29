/*
 * Aliases of mutt and neomutt: `alias [-group NAME] key Name <address>, ... # comment tags:a,b`.
 * An alias of other aliases is a list: its key becomes a tag of those people.
 */
#include "draft_priv.h"
#include "lines_priv.h"
#include "mentee/base/text.h"
#include "readers_priv.h"
#include "writers_priv.h"

#define ALIAS_COLUMN "alias"

struct alias_line {
  struct buf key, groups, addresses, comment; /* groups: between ; */
  uint32_t line;
};

static void release_line(struct alias_line *alias) {
  buf_release(&alias->key);
  buf_release(&alias->groups);
  buf_release(&alias->addresses);
  buf_release(&alias->comment);
}

/* One logical line: a backslash at the end of a line goes on in the next. */
static bool next_logical(struct lines *lines, struct buf *out, uint32_t *number) {
  const char *line;
  size_t len;

  buf_cut(out, 0);
  *number = lines->number + 1;
  while ((line = lines_next(lines, &len)) != NULL) {
    if (len == 0 || line[len - 1] != '\\') {
      buf_add(out, line, len);
      return true;
    }
    buf_add(out, line, len - 1);
  }
  return out->len > 0;
}

static const char *take_word(const char *at, struct buf *word) {
  buf_cut(word, 0);
  at += strspn(at, " \t");
  for (; *at != '\0' && *at != ' ' && *at != '\t'; at++) {
    if (*at == '\\' && at[1] != '\0')
      at++;
    buf_addc(word, *at);
  }
  return at;
}

/* Up to a '#' that no backslash stands before; backslashes are undone. */
static const char *take_addresses(const char *at, struct buf *out) {
  at += strspn(at, " \t");
  for (; *at != '\0' && *at != '#'; at++) {
    if (*at == '\\' && at[1] != '\0')
      at++;
    buf_addc(out, *at);
  }
  return at;
}

static bool take_alias(const char *text, struct alias_line *alias) {
  struct buf word = BUF_INIT;
  const char *at = take_word(text, &word);
  bool is_alias = text_equal_nocase(buf_text(&word), "alias");

  buf_cut(&alias->groups, 0);
  buf_cut(&alias->addresses, 0);
  buf_cut(&alias->comment, 0);
  at = take_word(at, &word);
  while (is_alias && strcmp(buf_text(&word), "-group") == 0) {
    at = take_word(at, &word);
    buf_addf(&alias->groups, "%s;", buf_text(&word));
    at = take_word(at, &word);
  }
  buf_cut(&alias->key, 0);
  buf_adds(&alias->key, buf_text(&word));
  at = take_addresses(at, &alias->addresses);
  buf_adds(&alias->comment, *at == '#' ? at + 1 : "");
  buf_release(&word);
  return is_alias && alias->key.len > 0;
}

/* The next address of a list into *one: quoted commas do not end it. NULL after the last. */
static const char *next_address(const char *at, struct buf *one) {
  bool quoted = false, angle = false;

  buf_cut(one, 0);
  for (; *at != '\0'; at++) {
    if (*at == '\\' && at[1] != '\0') {
      buf_addc(one, *at++);
    } else if (*at == '"') {
      quoted = !quoted;
    } else if (!quoted && (*at == '<' || *at == '>')) {
      angle = *at == '<';
    } else if (*at == ',' && !quoted && !angle) {
      return at + 1;
    }
    buf_addc(one, *at);
  }
  return NULL;
}

/* "Name, X" without the quotes around it and the backslashes in it. */
static void add_name(struct draft *draft, const char *text, size_t len) {
  struct buf name = BUF_INIT;
  bool whole;

  text_trim(&text, &len);
  whole = len >= 2 && text[0] == '"' && text[len - 1] == '"';
  for (size_t i = whole; i < len - whole; i++) {
    if (text[i] == '\\' && i + 1 < len)
      i++;
    buf_addc(&name, text[i]);
  }
  entry_add(draft, CONTACT_NAME, NULL, buf_text(&name), name.len);
  buf_release(&name);
}

/* Name <address>, address (Name), or address alone. */
static void add_address(struct draft *draft, const char *text) {
  const char *open = strrchr(text, '<'), *close = open != NULL ? strchr(open, '>') : NULL;
  const char *paren = strchr(text, '('), *end = paren != NULL ? strrchr(paren, ')') : NULL;

  if (close != NULL) {
    add_name(draft, text, (size_t)(open - text));
    entry_add(draft, CONTACT_EMAIL, NULL, open + 1, (size_t)(close - open - 1));
  } else if (end != NULL) {
    add_name(draft, paren + 1, (size_t)(end - paren - 1));
    entry_add(draft, CONTACT_EMAIL, NULL, text, (size_t)(paren - text));
  } else {
    entry_add(draft, CONTACT_EMAIL, NULL, text, strlen(text));
  }
}

/* --- two passes: which aliases are lists of others, then the people -------------------------- */

struct aliases {
  struct reading *reading;
  struct draft draft;
  struct map keys;  /* every key: to itself */
  struct map lists; /* a key: the tags that lists give it, between ; */
  struct arena arena;
};

static void trimmed(struct buf *buf) {
  const char *text = buf_text(buf);
  size_t len = buf->len;
  struct buf out = BUF_INIT;

  text_trim(&text, &len);
  buf_add(&out, text, len);
  buf_release(buf);
  *buf = out;
}

static void note_lists(struct aliases *aliases, const struct alias_line *alias) {
  const char *at = buf_text(&alias->addresses);
  struct buf one = BUF_INIT;

  while (at != NULL) {
    const char *member, *tags;
    at = next_address(at, &one);
    trimmed(&one);
    member = map_find(&aliases->keys, buf_text(&one));
    if (member == NULL)
      continue;
    tags = map_find(&aliases->lists, member);
    map_put(
        &aliases->lists, member,
        arena_format(&aliases->arena, "%s%s;", tags != NULL ? tags : "", buf_text(&alias->key)));
  }
  buf_release(&one);
}

/* "Al tags:friends,work": what is no tag is a note. */
static void add_comment(struct draft *draft, const char *comment) {
  const char *tags = strstr(comment, "tags:");
  size_t len = tags != NULL ? (size_t)(tags - comment) : strlen(comment);

  entry_add(draft, CONTACT_NOTES, NULL, comment, len);
  for (tags = tags != NULL ? tags + 5 : ""; *tags != '\0';) {
    len = strcspn(tags, ",");
    entry_add(draft, CONTACT_TAGS, NULL, tags, len);
    tags += len + (tags[len] == ',');
  }
}

/* "ada.example", "ada.example-2": what our own export makes of the name. */
static bool is_made_key(const char *name, const char *key) {
  struct buf made = BUF_INIT;
  bool is;

  alias_key_of(&made, name);
  is = strncmp(key, buf_text(&made), made.len) == 0 &&
       (key[made.len] == '\0' ||
        (key[made.len] == '-' &&
         key[made.len + 1 + strspn(key + made.len + 1, "0123456789")] == '\0'));
  buf_release(&made);
  return is;
}

static void add_person(struct aliases *aliases, const struct alias_line *alias, const char *address,
                       bool alone) {
  const char *tags = map_find(&aliases->lists, buf_text(&alias->key));
  struct draft *draft = &aliases->draft;

  entry_begin(draft, alias->line);
  add_address(draft, address);
  entry_add(draft, CONTACT_TAGS, NULL, buf_text(&alias->groups), alias->groups.len);
  if (tags != NULL)
    entry_add(draft, CONTACT_TAGS, NULL, tags, strlen(tags));
  if (!alone)
    entry_add(draft, CONTACT_TAGS, NULL, buf_text(&alias->key), alias->key.len);
  else if (!is_made_key(entry_text(draft, CONTACT_NAME), buf_text(&alias->key)))
    entry_keep(draft, ALIAS_COLUMN, buf_text(&alias->key), alias->key.len);
  add_comment(draft, buf_text(&alias->comment));
  entry_end(draft);
}

/* A name with a comma in it that nobody quoted: what has no @ belongs to what follows. */
static void add_people(struct aliases *aliases, const struct alias_line *alias) {
  const char *at = buf_text(&alias->addresses);
  struct buf one = BUF_INIT, whole = BUF_INIT;
  bool alone = true;

  while (at != NULL) {
    at = next_address(at, &one);
    trimmed(&one);
    if (one.len == 0 || map_find(&aliases->keys, buf_text(&one)) != NULL)
      continue;
    buf_addf(&whole, "%s%s", whole.len > 0 ? ", " : "", buf_text(&one));
    if (strchr(buf_text(&one), '@') == NULL && at != NULL)
      continue;
    alone = alone && (at == NULL || strchr(at, '@') == NULL);
    if (strchr(buf_text(&whole), '@') != NULL)
      add_person(aliases, alias, buf_text(&whole), alone);
    else
      import_note(aliases->reading->import, alias->line, "has no address: %s", buf_text(&whole));
    alone = false;
    buf_cut(&whole, 0);
  }
  buf_release(&one);
  buf_release(&whole);
}

static bool is_said(const char *text) {
  text += strspn(text, " \t");
  return *text != '\0' && *text != '#';
}

enum pass { PASS_KEYS, PASS_LISTS, PASS_PEOPLE };

static void one_pass(struct aliases *aliases, enum pass pass) {
  struct reading *reading = aliases->reading;
  struct lines lines = {reading->text, reading->text + reading->len, 0};
  struct alias_line alias = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, 0};
  struct buf text = BUF_INIT;

  while (next_logical(&lines, &text, &alias.line)) {
    bool is_alias = take_alias(buf_text(&text), &alias);
    if (pass == PASS_PEOPLE && !reading_progress(reading, lines.at))
      break;
    if (is_alias && pass == PASS_KEYS) {
      char *key = arena_dup(&aliases->arena, buf_text(&alias.key));
      map_put(&aliases->keys, key, key);
    } else if (is_alias && pass == PASS_LISTS) {
      note_lists(aliases, &alias);
    } else if (is_alias) {
      add_people(aliases, &alias);
    } else if (pass == PASS_PEOPLE && is_said(buf_text(&text))) {
      import_note(reading->import, alias.line, "is no alias");
    }
  }
  release_line(&alias);
  buf_release(&text);
}

bool alias_read(struct reading *reading, struct err *err) {
  struct aliases aliases;

  (void)err;
  memset(&aliases, 0, sizeof aliases);
  aliases.reading = reading;
  entry_init(&aliases.draft, reading->import);
  one_pass(&aliases, PASS_KEYS);
  one_pass(&aliases, PASS_LISTS);
  one_pass(&aliases, PASS_PEOPLE);
  entry_drop(&aliases.draft);
  map_release(&aliases.keys);
  map_release(&aliases.lists);
  arena_release(&aliases.arena);
  return true;
}

bool alias_is(const struct reading *reading) {
  struct lines lines = {reading->text, reading->text + reading->len, 0};
  const char *line;
  size_t len;

  while ((line = lines_next(&lines, &len)) != NULL && lines.number < 100) {
    text_trim(&line, &len);
    if (len > 0 && *line != '#')
      return len > 6 && text_equal_nocase_span(line, 5, "alias") &&
             (line[5] == ' ' || line[5] == '\t');
  }
  return false;
}
