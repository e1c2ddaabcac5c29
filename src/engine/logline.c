#include "mentee/engine/logline.h"

#include "mentee/base/date.h"
#include "mentee/base/date_words.h"
#include "mentee/base/err.h"
#include "mentee/base/text.h"
#include <string.h>

/* A piece of the line, blanks at its ends left out. */
struct span {
  const char *text;
  size_t len;
};

struct parse {
  struct logline *log;
  struct arena *arena;
  int today;
  logline_is_name_fn *is_name;
  void *context;
};

static struct span span_of(const char *from, const char *to) {
  struct span span = {from, (size_t)(to - from)};

  text_trim(&span.text, &span.len);
  return span;
}

static const char *keep(struct parse *parse, struct span span) {
  return arena_copy(parse->arena, span.text, span.len);
}

/* --- kinds ---------------------------------------------------------------------------- */

/* The words that say more than a kind; every other word of words_kind is that kind, a talk. */
static const struct kind_row {
  const char *word;
  int kind, channel, depth;
} kind_rows[] = {
    {"coffee", KIND_COFFEE, CHANNEL_IN_PERSON, DEPTH_REAL},
    {"walk", KIND_WALK, CHANNEL_IN_PERSON, DEPTH_REAL},
    {"meeting", KIND_MEETING, CHANNEL_IN_PERSON, DEPTH_REAL},
    {"call", KIND_CALL, CHANNEL_PHONE, DEPTH_REAL},
    {"video", KIND_MEETING, CHANNEL_VIDEO, DEPTH_REAL},
    {"email", KIND_MESSAGE, CHANNEL_EMAIL, DEPTH_LIGHT},
    {"e_mail", KIND_MESSAGE, CHANNEL_EMAIL, DEPTH_LIGHT},
    {"text", KIND_MESSAGE, CHANNEL_TEXT, DEPTH_LIGHT},
    {"message", KIND_MESSAGE, CHANNEL_MESSAGE, DEPTH_LIGHT},
    {"hallway", KIND_HALLWAY, CHANNEL_IN_PERSON, DEPTH_LIGHT},
    {"thanks", KIND_THANK_YOU, WORD_EMPTY, DEPTH_LIGHT},
    {"congrats", KIND_CONGRATS, WORD_EMPTY, DEPTH_LIGHT},
};

#define KIND_SIZE 24 /* longer than the longest kind word */

/* As a file writes it: "Circle back" and "circle-back" are circle_back. "" where it is too long. */
static void file_word(struct span span, char *out) {
  size_t len = 0;

  for (size_t i = 0; i < span.len && len + 1 < KIND_SIZE; i++) {
    char c = text_lower(span.text[i]);
    bool joint = text_is_space(c) || c == '_' || c == '-';
    if (!joint)
      out[len++] = c;
    else if (len > 0 && out[len - 1] != '_')
      out[len++] = '_';
  }
  out[len + 1 < KIND_SIZE ? len : 0] = '\0';
}

static bool find_kind(struct span span, struct kind_row *row) {
  char word[KIND_SIZE];
  int kind;

  file_word(span, word);
  for (size_t i = 0; i < sizeof kind_rows / sizeof kind_rows[0]; i++) {
    if (strcmp(kind_rows[i].word, word) != 0)
      continue;
    *row = kind_rows[i];
    return true;
  }
  kind = words_find(&words_kind, word);
  if (kind < 0)
    return false;
  *row = (struct kind_row){NULL, kind, WORD_EMPTY, DEPTH_REAL};
  return true;
}

bool logline_word(size_t n, const char **word, int *kind, int *channel, int *depth) {
  const struct kind_row *row = &kind_rows[n];

  if (n >= sizeof kind_rows / sizeof kind_rows[0])
    return false;
  *word = row->word;
  *kind = row->kind;
  *channel = row->channel;
  *depth = row->depth;
  return true;
}

bool logline_kind(const char *word, int *kind, int *channel, int *depth) {
  struct kind_row row;

  if (!find_kind(span_of(word, word + strlen(word)), &row))
    return false;
  *kind = row.kind;
  *channel = row.channel;
  *depth = row.depth;
  return true;
}

/* --- the front ------------------------------------------------------------------------ */

static const char *skip_blanks(const char *at) {
  while (text_is_space(*at))
    at++;
  return at;
}

static const char *skip_word(const char *at) {
  while (*at != '\0' && !text_is_space(*at))
    at++;
  return at;
}

/* Each take_ moves *at past what it took, and past the blanks behind it. */
static bool take_day(struct parse *parse, const char **at) {
  size_t len = date_words_prefix(*at, parse->today, DATE_BACK, &parse->log->day);

  if (len == 0)
    return false;
  *at = skip_blanks(*at + len);
  return true;
}

static bool take_kind(struct parse *parse, const char **at) {
  const char *one = skip_word(*at), *two = skip_word(skip_blanks(one));
  struct kind_row row;

  if (two > one && find_kind(span_of(*at, two), &row)) /* "circle back" before "intro" */
    one = two;
  else if (one == *at || !find_kind(span_of(*at, one), &row))
    return false;
  parse->log->kind_said = true;
  parse->log->kind = row.kind;
  parse->log->channel = row.channel;
  parse->log->depth = row.depth;
  *at = skip_blanks(one);
  return true;
}

static bool is_word_at(const char *text, const char *at, const char *word) {
  size_t len = strlen(word);

  return (at == text || text_is_space(at[-1])) && text_equal_nocase_span(at, len, word) &&
         (at[len] == '\0' || text_is_space(at[len]));
}

/* How long what parts two names is, at this place: a comma, "and", "&"; 0: nothing does. */
static size_t name_joint(const char *text, const char *at) {
  if (*at == ',' || *at == ';')
    return 1;
  if (is_word_at(text, at, "&"))
    return 1;
  return is_word_at(text, at, "and") ? 3 : 0;
}

static void add_name(struct parse *parse, struct span name) {
  if (name.len > 0)
    *vec_push(&parse->log->with) = keep(parse, name);
}

static void take_with(struct parse *parse, const char **at) {
  const char *with = *at, *text, *from;

  if (!is_word_at(*at, *at, "with"))
    return;
  text = from = *at = skip_blanks(*at + strlen("with"));
  while (**at != '\0') {
    size_t joint = name_joint(text, *at);
    if (joint > 0) {
      add_name(parse, span_of(from, *at));
      from = *at + joint;
    }
    *at += joint > 0 ? joint : 1;
  }
  add_name(parse, span_of(from, *at));
  if (parse->log->with.len == 0)
    *at = with; /* with nobody: a word like any other */
}

static bool all_known(const struct parse *parse) {
  for (size_t i = 0; i < parse->log->with.len; i++)
    if (parse->is_name == NULL || !parse->is_name(parse->context, parse->log->with.data[i]))
      return false;
  return true;
}

static void nothing_said(struct logline *log) {
  log->day = DATE_NONE;
  log->kind_said = false;
  log->kind = KIND_MEETING;
  log->channel = WORD_EMPTY;
  log->depth = DEPTH_REAL;
  log->with.len = 0;
}

/* All of it must read as front, else nothing of it does. */
static bool read_front(struct parse *parse, struct span span, bool any_name) {
  const char *at = keep(parse, span);
  bool day = take_day(parse, &at);

  if (take_kind(parse, &at) && !day)
    take_day(parse, &at);
  take_with(parse, &at);
  if (*at == '\0' && (any_name || all_known(parse)))
    return true;
  nothing_said(parse->log);
  return false;
}

/* The first colon before a blank or the end; 15:30 has none. */
static const char *find_colon(struct span head) {
  for (size_t i = 1; i < head.len; i++)
    if (head.text[i] == ':' && (i + 1 == head.len || text_is_space(head.text[i + 1])))
      return head.text + i;
  return NULL;
}

static void read_head(struct parse *parse, struct span head) {
  const char *colon = find_colon(head), *end = head.text + head.len;
  struct span none = {"", 0};

  if (colon != NULL && read_front(parse, span_of(head.text, colon), true))
    head = span_of(colon + 1, end);
  else if (colon == NULL && read_front(parse, head, false))
    head = none;
  parse->log->subject = keep(parse, head);
}

/* --- promises ------------------------------------------------------------------------- */

/* The last mark that stands as a word with something after it. A line may begin with it. */
static const char *find_mark(const char *line, const char *end, char mark) {
  for (const char *at = end; at-- > line;)
    if (*at == mark && (at == line || text_is_space(at[-1])) && at + 1 < end &&
        text_is_space(at[1]))
      return at;
  return NULL;
}

/* Where the last "by" of a promise begins; NULL: there is none. */
static const char *find_by(const char *text) {
  for (const char *at = text + strlen(text); at-- > text;)
    if (is_word_at(text, at, "by"))
      return at;
  return NULL;
}

/* A "by" that no day follows is a word like any other. */
static const char *read_promise(struct parse *parse, struct span span, int *day) {
  const char *text = keep(parse, span), *by = find_by(text);
  struct err ignored = ERR_INIT;
  struct span what;

  *day = DATE_NONE;
  if (by == NULL)
    return text;
  what = span_of(text, by);
  if (what.len > 0 && what.text[what.len - 1] == ',')
    what.len--;
  if (what.len == 0 || !date_words_parse(by + 2, parse->today, DATE_AHEAD, day, &ignored))
    return text;
  return keep(parse, what);
}

/* What follows a mark, up to the other one where that comes later. A mark before nothing is none.
 */
static struct span behind(const char **mark, const char *other, const char *end) {
  struct span span = {"", 0};

  if (*mark == NULL)
    return span;
  span = span_of(*mark + 1, other != NULL && other > *mark ? other : end);
  if (span.len == 0)
    *mark = NULL;
  return span;
}

static void read_line(struct parse *parse, const char *line, const char *end) {
  const char *mine = find_mark(line, end, '>'), *theirs = find_mark(line, end, '<');
  struct span my_words = behind(&mine, theirs, end), their_words = behind(&theirs, mine, end);

  parse->log->mine = read_promise(parse, my_words, &parse->log->mine_by);
  parse->log->theirs = read_promise(parse, their_words, &parse->log->theirs_by);
  if (mine != NULL)
    end = mine;
  if (theirs != NULL && theirs < end)
    end = theirs;
  read_head(parse, span_of(line, end));
}

/* --- the whole ------------------------------------------------------------------------ */

/* Further lines, without the blank lines around them; the first one keeps its indent. */
static const char *read_notes(struct parse *parse, const char *text) {
  const char *from = text, *end = text + strlen(text);
  struct buf notes = BUF_INIT;
  const char *kept;

  for (; text_is_space(*text); text++)
    if (*text == '\n')
      from = text + 1;
  while (end > from && text_is_space(end[-1]))
    end--;
  for (; from < end; from++)
    if (from[0] != '\r' || from[1] != '\n')
      buf_addc(&notes, *from);
  kept = arena_copy(parse->arena, buf_text(&notes), notes.len);
  buf_release(&notes);
  return kept;
}

void logline_parse(struct logline *log, struct arena *arena, const char *line, int today,
                   logline_is_name_fn *is_name, void *context) {
  struct parse parse = {log, arena, today, is_name, context};
  const char *end = line + strcspn(line, "\n");

  *log = (struct logline){.with = VEC_INIT, .mine_by = DATE_NONE, .theirs_by = DATE_NONE};
  nothing_said(log);
  log->mine = log->theirs = "";
  log->notes = *end == '\n' ? read_notes(&parse, end + 1) : "";
  if (line < end && text_is_space(*line))
    log->subject = keep(&parse, span_of(line, end));
  else
    read_line(&parse, line, end);
}

void logline_release(struct logline *log) {
  vec_release(&log->with);
}
