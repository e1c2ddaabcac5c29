#ifndef MENTEE_MODEL_SETTINGS_H
#define MENTEE_MODEL_SETTINGS_H
/*
 * The keys of settings.csv, each once, with type, range and default. A value
 * out of range counts as the default and is said by `mentee check`.
 */
#include "mentee/model/book.h"

/* X(SETTING, "key", type, default, least, most, "label") */
/* clang-format off */
#define SETTINGS_KEYS(X) \
  X(SETTING_DAY_STARTS_AT, "day_starts_at", SETTING_TIME, 240, 0, 1439, "A day starts at") \
  X(SETTING_DUE_MAX_LINES, "due.max_lines", SETTING_NUMBER, 3, 1, 99, "People at login") \
  X(SETTING_DUE_ONCE_HOURS, "due.once_every_hours", SETTING_NUMBER, 6, 1, 168, "Say it again after") \
  X(SETTING_PACE_PERCENT, "pace_percent", SETTING_NUMBER, 100, 1, 1000, "Pace")

/* Kept as text and shown; nothing is computed from them yet. */
#define SETTINGS_TEXT_KEYS(X) \
  X("schema") X("me.name") X("me.pronouns") X("me.stage") X("me.stage_from") X("me.program") X("me.tz") \
  X("me.interests") X("me.intro") X("me.signature") X("week_starts_on") X("capacity.touches_per_week") \
  X("capacity.hours_per_week") X("circle_back_days") X("conference.followup_from") \
  X("conference.followup_to") X("leapday") X("phi_lint") X("birthdays") X("job.geography") \
  X("job.practice_type") X("job.disease_sites")
/* clang-format on */

enum setting_type { SETTING_NUMBER, SETTING_TIME /* HH:MM, as minutes */ };
#define SETTING_ENUM_ROW(name, key, type, standard, least, most, label) name,
enum setting { SETTINGS_KEYS(SETTING_ENUM_ROW) SETTING_COUNT };

struct setting_def {
  const char *key;
  enum setting_type type;
  int standard, least, most;
  const char *label;
};
extern const struct setting_def setting_defs[SETTING_COUNT];

struct settings {
  int value[SETTING_COUNT];
};

/* From the book; what is missing or out of range is the default. */
struct settings settings_read(const struct book *book);
struct settings settings_defaults(void);
bool settings_knows(const char *key);
/* "" where the value suits the key, else its range in words, in `arena`. */
const char *settings_refusal(enum setting setting, const char *value, struct arena *arena);

/* A store of a newer schema opens read-only: the number in it, 1 where there is none. */
int settings_schema(const struct book *book);
#define SETTINGS_SCHEMA 1
#endif
