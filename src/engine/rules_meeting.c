/* R3: meetings, planned or past. */
#include "rules_priv.h"

#include "mentee/base/date_words.h"
#include "mentee/base/text.h"
#include <string.h>

static const char *subject_text(const struct record *row) {
  const char *subject = record_text(row, INTERACTION_SUBJECT);

  if (subject[0] != '\0')
    return subject;
  return words_spoken(&words_kind,
                      record_word_or(row, INTERACTION_KIND, &words_kind, KIND_MEETING));
}

static const char *lower_subject(const struct run *run, const struct record *row) {
  struct buf text = BUF_INIT;
  const char *kept;

  text_lower_first(&text, subject_text(row));
  kept = arena_dup(run->arena, buf_text(&text));
  buf_release(&text);
  return kept;
}

/* "15:30", or "". */
static const char *time_text(const struct run *run, const struct record *row) {
  char text[DATE_TEXT_SIZE];
  int minutes = record_time(row, INTERACTION_TIME);

  return minutes < 0 ? "" : arena_dup(run->arena, date_words_time_text(minutes, text));
}

static bool near_meeting(const struct run *run, const struct subject *on, enum due_tier tier,
                         struct reason *reason) {
  int day = record_day(on->row, INTERACTION_ON_DATE);

  return reason_speak(reason, tier, day, days_apart(day - run->today));
}

bool rule_r3a(const struct run *run, const struct subject *on, struct reason *reason) {
  const char *time = time_text(run, on->row);

  if (record_day(on->row, INTERACTION_ON_DATE) != run->today)
    return false;
  reason->what = subject_text(on->row);
  reason->when = time[0] != '\0' ? time : "today";
  reason->text = run_say(run, "today%s%s: %s", time[0] != '\0' ? " " : "", time, reason->what);
  return near_meeting(run, on, DUE_TODAY, reason);
}

static int count_lines(const char *text) {
  int lines = 0;

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    const char *line = text;
    size_t kept = len;
    text_trim(&line, &kept);
    lines += kept > 0;
    text += len + (text[len] == '\n');
  }
  return lines;
}

bool rule_r3b(const struct run *run, const struct subject *on, struct reason *reason) {
  const char *time = time_text(run, on->row);
  bool ready = record_has(on->row, INTERACTION_AGENDA) &&
               count_lines(record_text(on->row, INTERACTION_QUESTIONS)) >=
                   run_setting(run, SETTING_PREPARE_QUESTIONS);

  if (record_day(on->row, INTERACTION_ON_DATE) != run->today + 1)
    return false;
  reason->what = run_say(run, "%s%s", subject_text(on->row), ready ? "" : " (agenda?)");
  reason->when = "tomorrow";
  reason->text = run_say(run, "tomorrow%s%s: %s", time[0] != '\0' ? " " : "", time, reason->what);
  return near_meeting(run, on, DUE_NOW, reason);
}

bool rule_r3c(const struct run *run, const struct subject *on, struct reason *reason) {
  int day = record_day(on->row, INTERACTION_ON_DATE);

  if (day >= run->today || day < run->today - run_setting(run, SETTING_MEETING_ASK_DAYS))
    return false;
  reason->when = run_short_day(run, day);
  reason->what = run_say(run, "did %s happen?", lower_subject(run, on->row));
  reason->text = run_say(run, "did %s happen on %s?", lower_subject(run, on->row), reason->when);
  return near_meeting(run, on, DUE_NOW, reason);
}
