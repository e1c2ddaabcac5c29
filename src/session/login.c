#include "mentee/session/login.h"

#include "mentee/base/date.h"
#include "mentee/model/check.h"
#include "mentee/store/cache.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_KEPT 32
#define MAKER "due of mentee " MENTEE_VERSION

void login_release(struct login *login) {
  arena_release(&login->arena);
}

/* --- from the files
 * -------------------------------------------------------------------------------- */

/* The note that speaks for all: of a whole file first. */
static const struct note *first_damage(const struct book *book, size_t *further) {
  const struct note *first = NULL;

  *further = 0;
  for (size_t i = 0; i < book->notes.len; i++) {
    const struct note *note = &book->notes.data[i];
    if (!note->damage)
      continue;
    *further += first != NULL;
    if (first == NULL || (first->line > 0 && note->line == 0))
      first = note;
  }
  return first;
}

static bool find_complaint(struct login *login, const struct book *book, struct err *err) {
  size_t further;
  const struct note *note = first_damage(book, &further);
  struct buf text = BUF_INIT;
  bool ok = true;

  login->complaint = "";
  if (note == NULL)
    return true;
  note_text(note, &text);
  if (note->line == 0)
    ok = err_set(err, ERR_DATA, "%s", buf_text(&text));
  if (further > 0)
    buf_addf(&text, " (and %zu more: mentee check)", further);
  login->complaint = arena_dup(&login->arena, buf_text(&text));
  buf_release(&text);
  return ok;
}

static void read_settings(struct login *login, const struct session *session) {
  login->max_lines = session->settings.value[SETTING_DUE_MAX_LINES];
  login->once_hours = session->settings.value[SETTING_DUE_ONCE_HOURS];
  login->ascii = session->config.ascii;
}

/* Entries outlive the reasons they come from: their texts are copied. */
static void keep_day(struct login *login, struct banner_day *day) {
  struct banner_entry *entries = arena_alloc(&login->arena, (day->count + 1) * sizeof *entries);

  for (size_t i = 0; i < day->count; i++)
    entries[i] = (struct banner_entry){arena_dup(&login->arena, day->entries[i].name),
                                       arena_dup(&login->arena, day->entries[i].family),
                                       arena_dup(&login->arena, day->entries[i].text),
                                       day->entries[i].further};
  day->entries = entries;
}

static void ask_day(struct login *login, const struct session *session, int today, size_t most,
                    struct banner_day *day) {
  struct due due;

  due_compute(&due, session_book(session), &session->settings, today);
  banner_day_make(day, &due, most, &login->arena);
  keep_day(login, day);
  due_release(&due);
}

bool login_ask(struct login *login, const struct session *session, int most, struct err *err) {
  memset(login, 0, sizeof *login);
  read_settings(login, session);
  if (!find_complaint(login, session_book(session), err))
    return false;
  ask_day(login, session, session->today, (size_t)(most > 0 ? most : login->max_lines),
          &login->day);
  return true;
}

/* --- remembering
 * ------------------------------------------------------------------------------------ */

static void put_text(struct buf *out, const char *text) {
  buf_addf(out, "%zu:%s\n", strlen(text), text);
}

/* What a day holds is counted before it, so that another day is passed over. */
static void put_day(struct buf *out, const struct banner_day *day) {
  struct buf entries = BUF_INIT;

  for (size_t i = 0; i < day->count; i++) {
    buf_addf(&entries, "%d\n", day->entries[i].further);
    put_text(&entries, day->entries[i].name);
    put_text(&entries, day->entries[i].family);
    put_text(&entries, day->entries[i].text);
  }
  buf_addf(out, "%d %zu %zu %zu %zu %zu %zu %zu\n", day->today, day->shown, day->tiers[0],
           day->tiers[1], day->tiers[2], day->tiers[3], day->count, entries.len);
  buf_add(out, buf_text(&entries), entries.len);
  buf_release(&entries);
}

/* Nothing is remembered where --today moves the day, nor of a file that could not be read. */
static bool is_worth_it(const struct session *session, const struct buf *path) {
  return path->len > 0 && !session->sample && session->store.exists &&
         session->world->forced_today == DATE_NONE;
}

void login_remember(struct session *session, int days) {
  struct login login = {.day = {0}};
  struct buf path = BUF_INIT, payload = BUF_INIT;
  struct err err = ERR_INIT;

  if (!session->sample)
    world_cache_file(session->world, session->store.folder, &path);
  read_settings(&login, session);
  if (is_worth_it(session, &path) && find_complaint(&login, session_book(session), &err)) {
    buf_addf(&payload, "%d %d %d\n", session->settings.value[SETTING_DAY_STARTS_AT],
             login.max_lines, login.once_hours);
    put_text(&payload, login.complaint);
    for (int i = 0; i < days; i++) {
      struct banner_day day;
      ask_day(&login, session, session->today + i, LINES_KEPT, &day);
      put_day(&payload, &day);
    }
    cache_write(&session->store, buf_text(&path), MAKER, &payload);
  }
  login_release(&login);
  buf_release(&path);
  buf_release(&payload);
}

/* --- recalling
 * ---------------------------------------------------------------------------------------- */

struct reading {
  const char *at, *end;
  struct arena *arena;
  bool ok;
};

#define LARGEST 100000000 /* beyond it nothing here is counted */

/* A whole number and the byte that ends it. */
static long take_number(struct reading *reading, char ends) {
  const char *at = reading->at;
  long number = 0;

  for (; at < reading->end && *at >= '0' && *at <= '9' && number < LARGEST; at++)
    number = number * 10 + (*at - '0');
  reading->ok = reading->ok && at > reading->at && at < reading->end && *at == ends;
  if (reading->ok)
    reading->at = at + 1;
  return reading->ok ? number : 0;
}

static const char *take_text(struct reading *reading) {
  long len = take_number(reading, ':');
  const char *text = "";

  reading->ok = reading->ok && len >= 0 && len < reading->end - reading->at;
  if (reading->ok) {
    text = arena_copy(reading->arena, reading->at, (size_t)len);
    reading->at += len + 1;
  }
  return text;
}

static void take_entries(struct reading *reading, struct banner_day *day) {
  struct banner_entry *entries = arena_alloc(reading->arena, (day->count + 1) * sizeof *entries);

  day->entries = entries;
  for (size_t i = 0; i < day->count; i++) {
    entries[i].further = (int)take_number(reading, '\n');
    entries[i].name = take_text(reading);
    entries[i].family = take_text(reading);
    entries[i].text = take_text(reading);
  }
}

/* Whether it is that day; then its head is read, and its entries come next. */
static bool take_day(struct reading *reading, int today, struct banner_day *day) {
  size_t bytes;

  day->today = (int)take_number(reading, ' ');
  day->shown = (size_t)take_number(reading, ' ');
  for (int i = 0; i < 4; i++)
    day->tiers[i] = (size_t)take_number(reading, ' ');
  day->count = (size_t)take_number(reading, ' ');
  bytes = (size_t)take_number(reading, '\n');
  reading->ok =
      reading->ok && day->count <= LINES_KEPT && bytes <= (size_t)(reading->end - reading->at);
  if (reading->ok && day->today != today)
    reading->at += bytes;
  return reading->ok && day->today == today;
}

static bool take_answers(struct login *login, const struct world *world, const char *from,
                         const char *end, int most) {
  struct reading reading = {from, end, &login->arena, true};
  struct banner_day *day = &login->day;
  int starts_at = (int)take_number(&reading, ' '), today = world_today(world, starts_at);
  size_t wanted;

  login->max_lines = (int)take_number(&reading, ' ');
  login->once_hours = (int)take_number(&reading, '\n');
  login->complaint = take_text(&reading);
  wanted = (size_t)(most > 0 ? most : login->max_lines);
  for (int i = 0; i < LOGIN_WEEK && reading.ok; i++)
    if (take_day(&reading, today, day)) {
      if (day->count < wanted && day->count < day->shown)
        return false;
      day->count = day->count < wanted ? day->count : wanted;
      take_entries(&reading, day);
      return reading.ok;
    }
  return false;
}

bool login_recall(struct login *login, struct world *world, int most) {
  struct config config = CONFIG_INIT;
  struct buf folder = BUF_INIT, path = BUF_INIT, text = BUF_INIT;
  size_t payload;
  struct err ignored = ERR_INIT; /* whoever asks the files then is told again */
  bool hit;

  memset(login, 0, sizeof *login);
  hit = session_find_store(world, &config, &folder, &ignored);
  if (hit)
    world_cache_file(world, buf_text(&folder), &path);
  hit = hit && path.len > 0 &&
        cache_read(world->os, buf_text(&folder), buf_text(&path), MAKER, &text, &payload) &&
        take_answers(login, world, text.data + payload, text.data + text.len, most);
  login->ascii = config.ascii;
  if (!hit)
    login_release(login);
  config_release(&config);
  buf_release(&folder);
  buf_release(&path);
  buf_release(&text);
  return hit;
}
