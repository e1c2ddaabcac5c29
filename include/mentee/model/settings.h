#ifndef MENTEE_MODEL_SETTINGS_H
#define MENTEE_MODEL_SETTINGS_H
/*
 * The keys of settings.csv, each once, with type, range and default: every number of the
 * reminder engine is one of them. A value out of range counts as the default and is said by
 * `mentee check`.
 */
#include "mentee/model/book.h"

/* X(SETTING, "key", type, "words;of;a;choice", default, least, most, "label", "help"). The value of
 * a choice is the index of its word. */
/* clang-format off */
#define SETTINGS_KEYS(X) \
  X(SETTING_DAY_STARTS_AT, "day_starts_at", SETTING_TIME, "", 240, 0, 1439, "A day starts at", "until then it is yesterday") \
  X(SETTING_WEEK_STARTS_ON, "week_starts_on", SETTING_WORD, "monday;sunday", 0, 0, 1, "The week starts on", "") \
  X(SETTING_DUE_MAX_LINES, "due.max_lines", SETTING_NUMBER, "", 3, 1, 99, "People at login", "mentee --due; more are counted") \
  X(SETTING_DUE_ONCE_HOURS, "due.once_every_hours", SETTING_NUMBER, "", 6, 1, 168, "Say it again after", "hours, with --once") \
  X(SETTING_PACE_PERCENT, "pace_percent", SETTING_NUMBER, "", 100, 1, 1000, "Pace", "per cent of every role's interval; a person's own number stays") \
  X(SETTING_CAPACITY_TOUCHES, "capacity.touches_per_week", SETTING_NUMBER, "", 4, 1, 99, "Talks a week", "what Week fills") \
  X(SETTING_CAPACITY_HOURS, "capacity.hours_per_week", SETTING_NUMBER, "", 6, 0, 168, "Hours for promises a week", "") \
  X(SETTING_REVIEW_DAY, "review_day", SETTING_WORD, "monday;tuesday;wednesday;thursday;friday;saturday;sunday", 6, 0, 6, "Look at the team on", "the weekday on which Today adds one thought") \
  X(SETTING_INTERVAL_MENTOR_PRIMARY, "interval.mentor_primary", SETTING_NUMBER, "", 30, 7, 730, "Days: primary mentor", "between two hellos") \
  X(SETTING_WEIGHT_MENTOR_PRIMARY, "weight.mentor_primary", SETTING_NUMBER, "", 5, 0, 5, "Weight: primary mentor", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_MENTOR_TRIAL, "interval.mentor_trial", SETTING_NUMBER, "", 30, 7, 730, "Days: mentor on trial", "between two hellos") \
  X(SETTING_INTERVAL_MENTOR, "interval.mentor", SETTING_NUMBER, "", 70, 7, 730, "Days: mentor", "between two hellos") \
  X(SETTING_WEIGHT_MENTOR, "weight.mentor", SETTING_NUMBER, "", 4, 0, 5, "Weight: mentor", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_SPONSOR, "interval.sponsor", SETTING_NUMBER, "", 90, 7, 730, "Days: sponsor", "between two hellos") \
  X(SETTING_WEIGHT_SPONSOR, "weight.sponsor", SETTING_NUMBER, "", 5, 0, 5, "Weight: sponsor", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_NEAR_PEER, "interval.near_peer", SETTING_NUMBER, "", 45, 7, 730, "Days: near-peer", "between two hellos") \
  X(SETTING_WEIGHT_NEAR_PEER, "weight.near_peer", SETTING_NUMBER, "", 4, 0, 5, "Weight: near-peer", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_PEER, "interval.peer", SETTING_NUMBER, "", 120, 7, 730, "Days: peer", "between two hellos") \
  X(SETTING_WEIGHT_PEER, "weight.peer", SETTING_NUMBER, "", 2, 0, 5, "Weight: peer", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_MENTEE, "interval.mentee", SETTING_NUMBER, "", 30, 7, 730, "Days: mentee", "between two hellos") \
  X(SETTING_WEIGHT_MENTEE, "weight.mentee", SETTING_NUMBER, "", 4, 0, 5, "Weight: mentee", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_FORMER_ATTENDING, "interval.former_attending", SETTING_NUMBER, "", 180, 7, 730, "Days: former attending", "between two hellos") \
  X(SETTING_WEIGHT_FORMER_ATTENDING, "weight.former_attending", SETTING_NUMBER, "", 2, 0, 5, "Weight: former attending", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_PROGRAM_LEADER, "interval.program_leader", SETTING_NUMBER, "", 180, 7, 730, "Days: program leader", "between two hellos") \
  X(SETTING_WEIGHT_PROGRAM_LEADER, "weight.program_leader", SETTING_NUMBER, "", 3, 0, 5, "Weight: program leader", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_COLLABORATOR, "interval.collaborator", SETTING_NUMBER, "", 30, 7, 730, "Days: collaborator", "between two hellos") \
  X(SETTING_WEIGHT_COLLABORATOR, "weight.collaborator", SETTING_NUMBER, "", 4, 0, 5, "Weight: collaborator", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_CONNECTOR, "interval.connector", SETTING_NUMBER, "", 120, 7, 730, "Days: connector", "between two hellos") \
  X(SETTING_WEIGHT_CONNECTOR, "weight.connector", SETTING_NUMBER, "", 2, 0, 5, "Weight: connector", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_STAFF_ALLY, "interval.staff_ally", SETTING_NUMBER, "", 120, 7, 730, "Days: staff ally", "between two hellos") \
  X(SETTING_WEIGHT_STAFF_ALLY, "weight.staff_ally", SETTING_NUMBER, "", 3, 0, 5, "Weight: staff ally", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_CO_APPLICANT, "interval.co_applicant", SETTING_NUMBER, "", 180, 7, 730, "Days: co-applicant", "between two hellos") \
  X(SETTING_WEIGHT_CO_APPLICANT, "weight.co_applicant", SETTING_NUMBER, "", 1, 0, 5, "Weight: co-applicant", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_PROSPECT, "interval.prospect", SETTING_NUMBER, "", 60, 7, 730, "Days: somebody new", "between two hellos") \
  X(SETTING_WEIGHT_PROSPECT, "weight.prospect", SETTING_NUMBER, "", 2, 0, 5, "Weight: somebody new", "orders the hellos; 4 and more come first") \
  X(SETTING_INTERVAL_ACQUAINTANCE, "interval.acquaintance", SETTING_NUMBER, "", 365, 7, 730, "Days: acquaintance", "between two hellos") \
  X(SETTING_WEIGHT_ACQUAINTANCE, "weight.acquaintance", SETTING_NUMBER, "", 1, 0, 5, "Weight: acquaintance", "orders the hellos; 4 and more come first") \
  X(SETTING_RETIRED_LEAST, "clock.retired_least", SETTING_NUMBER, "", 180, 7, 730, "Retired people", "days at least; the interval is doubled") \
  X(SETTING_RAMP_DAYS, "clock.ramp_days", SETTING_NUMBER, "", 120, 0, 730, "Still new for", "days after you met: two early talks") \
  X(SETTING_RAMP_FIRST, "clock.ramp_first", SETTING_NUMBER, "", 30, 7, 730, "First talk within", "days, of somebody new") \
  X(SETTING_RAMP_SECOND, "clock.ramp_second", SETTING_NUMBER, "", 60, 7, 730, "Second talk within", "days, of somebody new") \
  X(SETTING_LIGHT_PERCENT, "clock.light_percent", SETTING_NUMBER, "", 50, 0, 100, "In passing counts", "per cent of the interval") \
  X(SETTING_NEW_DAYS, "clock.prospect_days", SETTING_NUMBER, "", 7, 1, 365, "Write first within", "days, to somebody new whom you never met") \
  X(SETTING_WAIT_FIRST, "clock.wait_first", SETTING_NUMBER, "", 14, 0, 730, "After one silent note", "days until the next") \
  X(SETTING_WAIT_SECOND, "clock.wait_second", SETTING_NUMBER, "", 30, 0, 730, "After two", "days until the next") \
  X(SETTING_REST_DAYS, "clock.rest_days", SETTING_NUMBER, "", 365, 0, 730, "After three", "days of rest") \
  X(SETTING_GAP_CLOSE, "clock.gap_close", SETTING_NUMBER, "", 7, 0, 365, "Least gap, close", "days after you wrote: primary mentor, collaborator, mentee, near-peer") \
  X(SETTING_GAP, "clock.gap", SETTING_NUMBER, "", 14, 0, 365, "Least gap", "days after you wrote") \
  X(SETTING_PLAN_DAYS, "clock.plan_days", SETTING_NUMBER, "", 14, 0, 365, "A plan counts", "days ahead; half the interval where that is more") \
  X(SETTING_SOON_PERCENT, "clock.soon_percent", SETTING_NUMBER, "", 80, 1, 100, "Soon from", "per cent of the interval") \
  X(SETTING_MESSAGE_PERCENT, "clock.message_percent", SETTING_NUMBER, "", 150, 100, 1000, "A real message from", "per cent of the interval") \
  X(SETTING_CALL_PERCENT, "clock.call_percent", SETTING_NUMBER, "", 300, 100, 1000, "A call or a coffee from", "per cent of the interval") \
  X(SETTING_DORMANT_TIMES, "clock.dormant_intervals", SETTING_NUMBER, "", 3, 1, 20, "Reconnect after", "intervals of silence, and at least the days below") \
  X(SETTING_DORMANT_DAYS, "clock.dormant_days", SETTING_NUMBER, "", 365, 30, 3650, "Reconnect after days", "at least") \
  X(SETTING_RETURN_DAYS, "clock.return_days", SETTING_NUMBER, "", 14, 0, 365, "After a pause", "days in which a hello is only due, not late") \
  X(SETTING_PREPARE_QUESTIONS, "meeting.questions", SETTING_NUMBER, "", 3, 0, 9, "Questions for a meeting", "fewer the day before add (agenda?)") \
  X(SETTING_MEETING_ASK_DAYS, "meeting.ask_days", SETTING_NUMBER, "", 14, 1, 365, "Did it happen: ask for", "days after a planned meeting") \
  X(SETTING_PROMISE_SOON_DAYS, "promise.soon_days", SETTING_NUMBER, "", 5, 2, 60, "Your promises", "days ahead that they are named") \
  X(SETTING_PROMISE_UNDATED_DAYS, "promise.undated_days", SETTING_NUMBER, "", 30, 1, 365, "Without a date", "days until you are asked for one") \
  X(SETTING_PROMISE_WAIT_DAYS, "promise.wait_days", SETTING_NUMBER, "", 7, 1, 365, "Their promises", "days past their day before a nudge") \
  X(SETTING_THANKS_FROM, "thanks.from_days", SETTING_NUMBER, "", 2, 0, 60, "Thank after", "days") \
  X(SETTING_THANKS_UNTIL, "thanks.until_days", SETTING_NUMBER, "", 60, 1, 365, "Thank until", "days; later the team's page keeps it") \
  X(SETTING_CIRCLE_BACK_DAYS, "circle_back_days", SETTING_NUMBER, "", 21, 1, 365, "Circle back after", "days, on advice") \
  X(SETTING_CIRCLE_BACK_UNTIL, "circle_back_until", SETTING_NUMBER, "", 180, 1, 730, "Circle back until", "days") \
  X(SETTING_FOLLOWUP_FROM, "conference.followup_from", SETTING_NUMBER, "", 3, 1, 30, "After a conference from", "the day that thanks are best") \
  X(SETTING_FOLLOWUP_TO, "conference.followup_to", SETTING_NUMBER, "", 5, 1, 30, "After a conference to", "the last best day") \
  X(SETTING_FOLLOWUP_UNTIL, "conference.followup_until", SETTING_NUMBER, "", 30, 1, 365, "A late note counts", "days after a conference") \
  X(SETTING_FOLLOWUP_GROUP, "conference.group_over", SETTING_NUMBER, "", 3, 1, 99, "One line for an event", "when more people than this are to be thanked") \
  X(SETTING_CHOOSE_DAYS, "conference.choose_days", SETTING_NUMBER, "", 28, 1, 365, "Choose whom to meet", "days before a conference") \
  X(SETTING_WRITE_DAYS, "conference.write_days", SETTING_NUMBER, "", 21, 1, 365, "Write to them", "days before a conference") \
  X(SETTING_WRITE_UNTIL, "conference.write_until", SETTING_NUMBER, "", 7, 0, 365, "Write to them until", "days before a conference") \
  X(SETTING_MATERIALS_DAYS, "conference.materials_days", SETTING_NUMBER, "", 7, 1, 60, "Get ready", "days before a conference") \
  X(SETTING_QUESTIONS_DAYS, "conference.questions_days", SETTING_NUMBER, "", 1, 0, 14, "One question each", "days before a conference") \
  X(SETTING_INTERVIEW_THANKS_DAYS, "interview.thanks_days", SETTING_NUMBER, "", 7, 1, 60, "After an interview", "days for a thank-you, where it is welcome") \
  X(SETTING_QUIET_DAYS, "interview.quiet_days", SETTING_NUMBER, "", 120, 1, 730, "Quiet after an interview", "days where they asked for no contact and named no day") \
  X(SETTING_BLOCK_STARTS_DAYS, "block.before_days", SETTING_NUMBER, "", 7, 1, 60, "Before a block", "days to say hello") \
  X(SETTING_BLOCK_MID_BEFORE, "block.mid_before", SETTING_NUMBER, "", 2, 0, 30, "Mid-block feedback from", "days before the middle") \
  X(SETTING_BLOCK_MID_AFTER, "block.mid_after", SETTING_NUMBER, "", 7, 0, 30, "Mid-block feedback to", "days after the middle") \
  X(SETTING_BLOCK_END_BEFORE, "block.end_before", SETTING_NUMBER, "", 7, 0, 60, "End feedback from", "days before the last day") \
  X(SETTING_BLOCK_END_AFTER, "block.end_after", SETTING_NUMBER, "", 3, 0, 60, "End feedback to", "days after the last day") \
  X(SETTING_BLOCK_THANK_BEFORE, "block.thank_before", SETTING_NUMBER, "", 3, 0, 60, "Thank staff from", "days before the last day") \
  X(SETTING_BLOCK_THANK_AFTER, "block.thank_after", SETTING_NUMBER, "", 7, 0, 60, "Thank staff to", "days after the last day") \
  X(SETTING_LEAVING_DAYS, "block.leaving_days", SETTING_NUMBER, "", 7, 0, 60, "Leaving a building", "days ahead that those you would lose are named") \
  X(SETTING_LETTER_WAIT_DAYS, "letter.wait_days", SETTING_NUMBER, "", 7, 1, 60, "A letter asked for", "days without an answer") \
  X(SETTING_LETTER_NOTICE_DAYS, "letter.notice_days", SETTING_NUMBER, "", 42, 0, 365, "Short notice under", "days between asking and its day") \
  X(SETTING_LETTER_PACKET_DAYS, "letter.packet_days", SETTING_NUMBER, "", 2, 0, 60, "Send the packet after", "days, once they said yes") \
  X(SETTING_LETTER_URGENT_DAYS, "letter.urgent_days", SETTING_NUMBER, "", 14, 0, 60, "The packet is urgent", "days before the letter's day") \
  X(SETTING_LETTER_REMIND_FROM, "letter.remind_from", SETTING_NUMBER, "", 14, 1, 60, "One note from", "days before the letter's day") \
  X(SETTING_LETTER_REMIND_TO, "letter.remind_to", SETTING_NUMBER, "", 11, 0, 60, "One note to", "days before the letter's day; then silence") \
  X(SETTING_LETTER_LAST_DAYS, "letter.last_days", SETTING_NUMBER, "", 5, 0, 60, "One last note from", "days before the letter's day") \
  X(SETTING_OUTCOME_FROM, "letter.outcome_from", SETTING_NUMBER, "", 7, 0, 365, "Tell how it went after", "days") \
  X(SETTING_OUTCOME_UNTIL, "letter.outcome_until", SETTING_NUMBER, "", 270, 1, 3650, "Tell how it went until", "days; later the team's page keeps it") \
  X(SETTING_REPORT_FROM, "report.from_days", SETTING_NUMBER, "", 7, 0, 365, "Tell a sponsor after", "days, what came of it") \
  X(SETTING_REPORT_UNTIL, "report.until_days", SETTING_NUMBER, "", 120, 1, 3650, "Tell a sponsor until", "days; later the team's page keeps it") \
  X(SETTING_OFFER_TALKS, "offer.talks", SETTING_NUMBER, "", 2, 1, 20, "Ask for more after", "good talks with a mentor on trial") \
  X(SETTING_OFFER_TALK_DAYS, "offer.talk_days", SETTING_NUMBER, "", 90, 1, 730, "Good talks within", "days") \
  X(SETTING_OFFER_DOOR_DAYS, "offer.door_days", SETTING_NUMBER, "", 365, 1, 3650, "A sponsor too: ask for", "days after they opened a door") \
  X(SETTING_OFFER_SILENT_DAYS, "offer.silent_days", SETTING_NUMBER, "", 180, 1, 3650, "Let a trial go after", "days of silence") \
  X(SETTING_BIRTHDAYS, "birthdays", SETTING_WORD, "off;on", 0, 0, 1, "Birthdays", "and anniversaries") \
  X(SETTING_BIRTHDAY_DAYS, "birthday_days", SETTING_NUMBER, "", 2, 0, 30, "A birthday counts", "days after it") \
  X(SETTING_LEAPDAY, "leapday", SETTING_WORD, "feb28;mar1", 0, 0, 1, "29 February is kept on", "in a common year") \
  X(SETTING_STAGE_DAYS, "stage.days", SETTING_NUMBER, "", 31, 1, 366, "The calendar speaks for", "days from the start of a time of the year") \
  X(SETTING_TEAM_ASKS, "team.asks", SETTING_NUMBER, "", 6, 1, 99, "Asks before leaning shows", "in half a year, of everybody") \
  X(SETTING_TEAM_ASKS_PERCENT, "team.asks_percent", SETTING_NUMBER, "", 50, 1, 100, "Leaning on one person", "per cent of those asks") \
  X(SETTING_TEAM_LEANS, "team.leans", SETTING_NUMBER, "", 5, 2, 9, "Things on one person", "that depend on them") \
  X(SETTING_TEAM_SITE_MENTORS, "team.site_mentors", SETTING_NUMBER, "", 3, 1, 99, "Mentors in one building", "in touch, before that is said") \
  X(SETTING_TEAM_SITE_PERCENT, "team.site_percent", SETTING_NUMBER, "", 80, 1, 100, "In one building", "per cent of the mentors in touch") \
  X(SETTING_TEAM_TALKS, "team.talks", SETTING_NUMBER, "", 4, 1, 99, "Talks before asking shows", "in a year, with one person") \
  X(SETTING_TEAM_ASKING_PERCENT, "team.asking_percent", SETTING_NUMBER, "", 60, 1, 100, "Mostly asking", "per cent of these talks") \
  X(SETTING_TEAM_ASK_DAYS, "team.ask_days", SETTING_NUMBER, "", 180, 1, 3650, "The last ask counts", "days") \
  X(SETTING_TEAM_ADVICE_TALKS, "team.advice_talks", SETTING_NUMBER, "", 3, 1, 99, "Talks since advice was told", "before that is said of a mentor") \
  X(SETTING_TEAM_SPONSOR_DAYS, "team.sponsor_days", SETTING_NUMBER, "", 180, 1, 3650, "A sponsor is quiet after", "days") \
  X(SETTING_TEAM_SPONSOR_PERCENT, "team.sponsor_percent", SETTING_NUMBER, "", 200, 100, 1000, "A sponsor is quiet from", "per cent of the interval") \
  X(SETTING_TEAM_PROMISES, "team.promises", SETTING_NUMBER, "", 5, 1, 99, "Promises on time: say from", "promises with a day in half a year") \
  X(SETTING_TEAM_THANKS_DAYS, "team.thanks_days", SETTING_NUMBER, "", 7, 0, 365, "A thank-you is missed after", "days") \
  X(SETTING_TEAM_HOURS_DAYS, "team.hours_days", SETTING_NUMBER, "", 28, 7, 365, "Hours promised: look ahead", "days") \
  X(SETTING_TEAM_OPEN, "team.open_promises", SETTING_NUMBER, "", 10, 1, 999, "Many open promises", "from so many on") \
  X(SETTING_TEAM_STAFF_DAYS, "team.staff_days", SETTING_NUMBER, "", 180, 1, 3650, "Thank staff again after", "days") \
  X(SETTING_TEAM_LOOSE_DAYS, "team.loose_days", SETTING_NUMBER, "", 60, 1, 3650, "A loose end after", "days of silence with work owed") \
  X(SETTING_TEAM_REPAIR_DAYS, "team.repair_days", SETTING_NUMBER, "", 30, 1, 3650, "A repair counts within", "days of a conflict") \
  X(SETTING_TEAM_WRITERS, "team.writers", SETTING_NUMBER, "", 3, 1, 9, "People who could write", "a letter, that you would like to have") \
  X(SETTING_TEAM_WRITER_TALKS, "team.writer_talks", SETTING_NUMBER, "", 3, 1, 99, "They know your work after", "real talks in a year") \
  X(SETTING_PHI_LINT, "phi_lint", SETTING_WORD, "warn;off", 0, 0, 1, "Patient data", "asked about when a text is saved")

/* Kept as text and shown: X("key", "label", "help") */
#define SETTINGS_TEXT_KEYS(X) \
  X("schema", "Schema", "the version of the files") \
  X("me.name", "Your name", "") \
  X("me.pronouns", "Your pronouns", "") \
  X("me.stage", "Stage", "MS2 to MS4, PGY-1 to PGY-5") \
  X("me.stage_from", "Since", "the day that stage began") \
  X("me.program", "Program", "") \
  X("me.tz", "Time zone", "America/New_York") \
  X("me.interests", "Interests", "") \
  X("me.intro", "How you introduce yourself", "for messages") \
  X("me.signature", "Signature", "for messages") \
  X("job.geography", "Where you look", "") \
  X("job.practice_type", "Practice you look for", "") \
  X("job.disease_sites", "Disease sites you look for", "")
/* clang-format on */

enum setting_type { SETTING_NUMBER, SETTING_TIME /* HH:MM, as minutes */, SETTING_WORD };
#define SETTING_ENUM_ROW(name, key, type, words, standard, least, most, label, help) name,
enum setting { SETTINGS_KEYS(SETTING_ENUM_ROW) SETTING_COUNT };

struct setting_def {
  const char *key;
  enum setting_type type;
  const char *words; /* of a SETTING_WORD, separated by ; */
  int standard, least, most;
  const char *label, *help;
};
extern const struct setting_def setting_defs[SETTING_COUNT];

struct setting_text {
  const char *key, *label, *help;
};
extern const struct setting_text setting_texts[];
extern const size_t setting_text_count;

struct settings {
  int value[SETTING_COUNT];
};

/* From the book; what is missing or out of range is the default. */
struct settings settings_read(const struct book *book);
struct settings settings_defaults(void);
bool settings_knows(const char *key);
enum setting settings_find(const char *key); /* SETTING_COUNT: a text key, or none */
/* "" where the value suits the key, else its range in words, in `arena`. */
const char *settings_refusal(enum setting setting, const char *value, struct arena *arena);
/* As the file would hold it: "04:00", "monday", "30". */
void settings_format(enum setting setting, int value, struct buf *out);

/* A store of a newer schema opens read-only: the number in it, 1 where there is none. */
int settings_schema(const struct book *book);
#define SETTINGS_SCHEMA 1
#endif
