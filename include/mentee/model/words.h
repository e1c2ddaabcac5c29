#ifndef MENTEE_MODEL_WORDS_H
#define MENTEE_MODEL_WORDS_H
/*
 * The enum words of the tables, each list once: the enum, the words as a file
 * holds them and the words as a screen says them come from it. Compared without
 * case. WORD_EMPTY is an empty cell, WORD_UNKNOWN a word that is not in the list:
 * it is kept as it was written, and what it reads as is said beside each list.
 */
#include <stddef.h>

#define WORD_EMPTY (-1)
#define WORD_UNKNOWN (-2)

/* X(NAME, word in the file, words on a screen) */
#define ROLE_WORDS(X)                                                                              \
  X(ROLE_MENTOR, "mentor", "mentor")                                                               \
  X(ROLE_SPONSOR, "sponsor", "sponsor")                                                            \
  X(ROLE_NEAR_PEER, "near_peer", "near-peer")                                                      \
  X(ROLE_PEER, "peer", "peer")                                                                     \
  X(ROLE_MENTEE, "mentee", "mentee")                                                               \
  X(ROLE_SUPERVISOR, "supervisor", "supervisor")                                                   \
  X(ROLE_FORMER_ATTENDING, "former_attending", "former attending")                                 \
  X(ROLE_PROGRAM_LEADER, "program_leader", "program leader")                                       \
  X(ROLE_COLLABORATOR, "collaborator", "collaborator")                                             \
  X(ROLE_CONNECTOR, "connector", "connector")                                                      \
  X(ROLE_STAFF_ALLY, "staff_ally", "ally")                                                         \
  X(ROLE_CO_APPLICANT, "co_applicant", "co-applicant")                                             \
  X(ROLE_PROSPECT, "prospect", "new")                                                              \
  X(ROLE_ACQUAINTANCE, "acquaintance", "acquaintance") /* unknown words read as this */

#define FACET_WORDS(X)                                                                             \
  X(FACET_CLINICAL, "clinical", "clinical")                                                        \
  X(FACET_RESEARCH, "research", "research")                                                        \
  X(FACET_CAREER, "career", "career")                                                              \
  X(FACET_WELLNESS, "wellness", "well-being")                                                      \
  X(FACET_EDUCATION, "education", "education")                                                     \
  X(FACET_LEADERSHIP, "leadership", "leadership")                                                  \
  X(FACET_IMAGING, "imaging", "imaging")                                                           \
  X(FACET_QI, "qi", "QI")                                                                          \
  X(FACET_JOB_MARKET, "job_market", "job market")

#define RANK_WORDS(X)                                                                              \
  X(RANK_PRIMARY, "primary", "primary")                                                            \
  X(RANK_SECONDARY, "secondary", "secondary")

#define PHASE_WORDS(X)                                                                             \
  X(PHASE_TRIAL, "trial", "trial")                                                                 \
  X(PHASE_ONGOING, "ongoing", "ongoing")                                                           \
  X(PHASE_REDEFINED, "redefined", "redefined")

#define STATUS_WORDS(X) /* of a contact; unknown and empty read as active */                       \
  X(STATUS_ACTIVE, "active", "active")                                                             \
  X(STATUS_PAUSED, "paused", "paused")                                                             \
  X(STATUS_RETIRED, "retired", "retired")                                                          \
  X(STATUS_ARCHIVED, "archived", "archived")                                                       \
  X(STATUS_DECEASED, "deceased", "in memory")                                                      \
  X(STATUS_DO_NOT_CONTACT, "do_not_contact", "do not contact")

#define DISCIPLINE_WORDS(X)                                                                        \
  X(DISCIPLINE_RAD_ONC, "rad_onc", "radiation oncology")                                           \
  X(DISCIPLINE_MED_ONC, "med_onc", "medical oncology")                                             \
  X(DISCIPLINE_SURG_ONC, "surg_onc", "surgical oncology")                                          \
  X(DISCIPLINE_NEUROSURGERY, "neurosurgery", "neurosurgery")                                       \
  X(DISCIPLINE_RADIOLOGY, "radiology", "radiology")                                                \
  X(DISCIPLINE_PALLIATIVE, "palliative", "palliative care")                                        \
  X(DISCIPLINE_PATHOLOGY, "pathology", "pathology")                                                \
  X(DISCIPLINE_PHYSICS, "physics", "physics")                                                      \
  X(DISCIPLINE_DOSIMETRY, "dosimetry", "dosimetry")                                                \
  X(DISCIPLINE_THERAPY, "therapy", "therapy")                                                      \
  X(DISCIPLINE_NURSING, "nursing", "nursing")                                                      \
  X(DISCIPLINE_ADMIN, "admin", "administration")                                                   \
  X(DISCIPLINE_RESEARCH, "research", "research")                                                   \
  X(DISCIPLINE_INDUSTRY, "industry", "industry")                                                   \
  X(DISCIPLINE_OTHER, "other", "other")

#define LEVEL_WORDS(X)                                                                             \
  X(LEVEL_STUDENT, "student", "student")                                                           \
  X(LEVEL_RESIDENT, "resident", "resident")                                                        \
  X(LEVEL_FELLOW, "fellow", "fellow")                                                              \
  X(LEVEL_EARLY_CAREER, "early_career", "early career")                                            \
  X(LEVEL_MID_CAREER, "mid_career", "mid career")                                                  \
  X(LEVEL_SENIOR, "senior", "senior")                                                              \
  X(LEVEL_LEADER, "leader", "leader")                                                              \
  X(LEVEL_STAFF, "staff", "staff")                                                                 \
  X(LEVEL_EMERITUS, "emeritus", "emeritus")

#define SOURCE_WORDS(X)                                                                            \
  X(SOURCE_HOME_FACULTY, "home_faculty", "home faculty")                                           \
  X(SOURCE_AWAY_ROTATION, "away_rotation", "away rotation")                                        \
  X(SOURCE_RESIDENT, "resident", "resident")                                                       \
  X(SOURCE_PEER, "peer", "peer")                                                                   \
  X(SOURCE_CO_APPLICANT, "co_applicant", "co-applicant")                                           \
  X(SOURCE_CONFERENCE, "conference", "conference")                                                 \
  X(SOURCE_SOCIETY, "society", "society")                                                          \
  X(SOURCE_SOCIETY_PROGRAM, "society_program", "society program")                                  \
  X(SOURCE_VIRTUAL, "virtual", "virtual")                                                          \
  X(SOURCE_SCHOOL_FACULTY, "school_faculty", "school faculty")                                     \
  X(SOURCE_CONNECTOR, "connector", "connector")                                                    \
  X(SOURCE_INTRODUCTION, "introduction", "introduction")                                           \
  X(SOURCE_INTERVIEW, "interview", "interview")                                                    \
  X(SOURCE_RESEARCH, "research", "research")                                                       \
  X(SOURCE_STAFF, "staff", "staff")                                                                \
  X(SOURCE_ALUMNI, "alumni", "alumni")                                                             \
  X(SOURCE_OTHER_DEPARTMENT, "other_department", "other department")                               \
  X(SOURCE_PAPER_READ, "paper_read", "a paper read")                                               \
  X(SOURCE_JOB_BOARD, "job_board", "job board")                                                    \
  X(SOURCE_IMPORT, "import", "import")                                                             \
  X(SOURCE_OTHER, "other", "other")

#define CHANNEL_WORDS(X)                                                                           \
  X(CHANNEL_IN_PERSON, "in_person", "in person")                                                   \
  X(CHANNEL_VIDEO, "video", "by video")                                                            \
  X(CHANNEL_PHONE, "phone", "by phone")                                                            \
  X(CHANNEL_EMAIL, "email", "by e-mail")                                                           \
  X(CHANNEL_TEXT, "text", "by text")                                                               \
  X(CHANNEL_MESSAGE, "message", "by message")                                                      \
  X(CHANNEL_LETTER, "letter", "by letter")                                                         \
  X(CHANNEL_SOCIAL_MEDIA, "social_media", "by social media")

#define KIND_WORDS(X) /* of an interaction; unknown words read as other */                         \
  X(KIND_MEETING, "meeting", "meeting")                                                            \
  X(KIND_COFFEE, "coffee", "coffee")                                                               \
  X(KIND_WALK, "walk", "walk")                                                                     \
  X(KIND_CALL, "call", "call")                                                                     \
  X(KIND_MESSAGE, "message", "message")                                                            \
  X(KIND_INTRO, "intro", "introduction")                                                           \
  X(KIND_REQUEST, "request", "request")                                                            \
  X(KIND_UPDATE, "update", "update")                                                               \
  X(KIND_CIRCLE_BACK, "circle_back", "circle back")                                                \
  X(KIND_THANK_YOU, "thank_you", "thank-you")                                                      \
  X(KIND_CONGRATS, "congrats", "congratulations")                                                  \
  X(KIND_FEEDBACK, "feedback", "feedback")                                                         \
  X(KIND_REVIEW, "review", "review")                                                               \
  X(KIND_INTERVIEW, "interview", "interview")                                                      \
  X(KIND_POSTER, "poster", "poster")                                                               \
  X(KIND_WEBINAR, "webinar", "webinar")                                                            \
  X(KIND_HALLWAY, "hallway", "hallway")                                                            \
  X(KIND_SOCIAL, "social", "social")                                                               \
  X(KIND_SHADOW, "shadow", "shadowing")                                                            \
  X(KIND_DELIVER, "deliver", "delivery")                                                           \
  X(KIND_INTRO_MADE, "intro_made", "introduction made")                                            \
  X(KIND_INTRO_RECEIVED, "intro_received", "introduction received")                                \
  X(KIND_ADMIN, "admin", "admin")                                                                  \
  X(KIND_OTHER, "other", "other")

#define DIRECTION_WORDS(X) /* of an interaction; unknown and empty read as neutral */              \
  X(DIRECTION_ASK, "ask", "asked")                                                                 \
  X(DIRECTION_GIVE, "give", "gave")                                                                \
  X(DIRECTION_NEUTRAL, "neutral", "neither")

#define INITIATOR_WORDS(X) /* empty reads as me */                                                 \
  X(INITIATOR_ME, "me", "me")                                                                      \
  X(INITIATOR_THEM, "them", "them")                                                                \
  X(INITIATOR_MUTUAL, "mutual", "mutual")

#define DEPTH_WORDS(X) /* empty reads as real */                                                   \
  X(DEPTH_LIGHT, "light", "in passing")                                                            \
  X(DEPTH_REAL, "real", "a talk")                                                                  \
  X(DEPTH_DEEP, "deep", "a long talk")

#define TOUCH_WORDS(X) /* status of an interaction; empty reads as held */                         \
  X(TOUCH_HELD, "held", "held")                                                                    \
  X(TOUCH_PLANNED, "planned", "planned")                                                           \
  X(TOUCH_CANCELLED, "cancelled", "cancelled")                                                     \
  X(TOUCH_NO_REPLY, "no_reply", "no reply")

#define OWES_WORDS(X) /* direction of a follow-up */                                               \
  X(OWES_ME, "i_owe", "you owe")                                                                   \
  X(OWES_THEM, "they_owe", "they owe you")

#define DUTY_WORDS(X) /* kind of a follow-up */                                                    \
  X(DUTY_SEND, "send", "send")                                                                     \
  X(DUTY_DO, "do", "do")                                                                           \
  X(DUTY_REVIEW, "review", "review")                                                               \
  X(DUTY_INTRO, "intro", "introduce")                                                              \
  X(DUTY_THANK, "thank", "thank")                                                                  \
  X(DUTY_DECIDE, "decide", "decide")                                                               \
  X(DUTY_SCHEDULE, "schedule", "schedule")                                                         \
  X(DUTY_FEEDBACK, "feedback", "feedback")                                                         \
  X(DUTY_OTHER, "other", "other")

#define OUTCOME_WORDS(X) /* empty reads as open */                                                 \
  X(OUTCOME_OPEN, "open", "open")                                                                  \
  X(OUTCOME_KEPT, "kept", "kept")                                                                  \
  X(OUTCOME_LATE, "late", "kept late")                                                             \
  X(OUTCOME_RELEASED, "released", "let go")                                                        \
  X(OUTCOME_DROPPED, "dropped", "dropped")

#define DOOR_WORDS(X) /* kind of an opportunity */                                                 \
  X(DOOR_ADVOCACY, "advocacy", "advocacy")                                                         \
  X(DOOR_INTRODUCTION, "introduction", "introduction")                                             \
  X(DOOR_RESEARCH_POSITION, "research_position", "research position")                              \
  X(DOOR_SPEAKING, "speaking", "speaking")                                                         \
  X(DOOR_PANEL, "panel", "panel")                                                                  \
  X(DOOR_LEADERSHIP, "leadership", "leadership")                                                   \
  X(DOOR_COMMITTEE, "committee", "committee")                                                      \
  X(DOOR_RESIDENCY, "residency", "residency")                                                      \
  X(DOOR_FACULTY_JOB, "faculty_job", "faculty job")                                                \
  X(DOOR_FELLOWSHIP, "fellowship", "fellowship")                                                   \
  X(DOOR_AWARD, "award", "award")                                                                  \
  X(DOOR_GRANT, "grant", "grant")                                                                  \
  X(DOOR_AUTHORSHIP, "authorship", "authorship")                                                   \
  X(DOOR_PEER_REVIEW, "peer_review", "peer review")                                                \
  X(DOOR_MEDIA, "media", "media")                                                                  \
  X(DOOR_OTHER, "other", "other")

#define STAGE_WORDS(X)                                                                             \
  X(STAGE_OFFERED, "offered", "offered")                                                           \
  X(STAGE_ACCEPTED, "accepted", "accepted")                                                        \
  X(STAGE_DECLINED, "declined", "declined")                                                        \
  X(STAGE_IN_PROGRESS, "in_progress", "under way")                                                 \
  X(STAGE_DELIVERED, "delivered", "delivered")                                                     \
  X(STAGE_LAPSED, "lapsed", "lapsed")

#define STAKES_WORDS(X)                                                                            \
  X(STAKES_LOW, "low", "low")                                                                      \
  X(STAKES_MEDIUM, "medium", "medium")                                                             \
  X(STAKES_HIGH, "high", "high")

#define ANSWER_WORDS(X)                                                                            \
  X(ANSWER_STRONG_YES, "strong_yes", "a strong yes")                                               \
  X(ANSWER_LUKEWARM, "lukewarm", "lukewarm")                                                       \
  X(ANSWER_NO, "no", "no")                                                                         \
  X(ANSWER_PENDING, "pending", "no answer yet")

#define EVENT_WORDS(X)                                                                             \
  X(EVENT_CONFERENCE, "conference", "conference")                                                  \
  X(EVENT_ROTATION, "rotation", "rotation")                                                        \
  X(EVENT_AWAY_ROTATION, "away_rotation", "away rotation")                                         \
  X(EVENT_INTERVIEW, "interview", "interview")                                                     \
  X(EVENT_MEETING, "meeting", "meeting")                                                           \
  X(EVENT_TUMOR_BOARD, "tumor_board", "tumor board")                                               \
  X(EVENT_JOURNAL_CLUB, "journal_club", "journal club")                                            \
  X(EVENT_MM, "mm", "morbidity and mortality")                                                     \
  X(EVENT_QAWG, "qawg", "QA working group")                                                        \
  X(EVENT_WEBINAR, "webinar", "webinar")                                                           \
  X(EVENT_TALK, "talk", "talk")                                                                    \
  X(EVENT_REVIEW, "review", "review")                                                              \
  X(EVENT_DEADLINE, "deadline", "deadline")                                                        \
  X(EVENT_MILESTONE, "milestone", "milestone")                                                     \
  X(EVENT_COMMITTEE, "committee", "committee")                                                     \
  X(EVENT_SOCIAL, "social", "social")

#define POLICY_WORDS(X)                                                                            \
  X(POLICY_OPEN, "open", "open")                                                                   \
  X(POLICY_THANKS_OK, "thanks_ok", "thanks are welcome")                                           \
  X(POLICY_NO_CONTACT, "no_contact", "they asked for no contact")

#define RECURS_WORDS(X)                                                                            \
  X(RECURS_NONE, "none", "once")                                                                   \
  X(RECURS_WEEKLY, "weekly", "weekly")                                                             \
  X(RECURS_TWICE_A_MONTH, "twice_a_month", "twice a month")                                        \
  X(RECURS_MONTHLY, "monthly", "monthly")                                                          \
  X(RECURS_EVERY_2_MONTHS, "every_2_months", "every two months")                                   \
  X(RECURS_YEARLY, "yearly", "yearly")

#define INTENT_WORDS(X)                                                                            \
  X(INTENT_MEET, "meet", "to meet")                                                                \
  X(INTENT_RECONNECT, "reconnect", "to see again")                                                 \
  X(INTENT_LEARN_PROGRAM, "learn_program", "to learn about")                                       \
  X(INTENT_INTERVIEW, "interview", "interview")                                                    \
  X(INTENT_SUPERVISOR, "supervisor", "supervisor")                                                 \
  X(INTENT_STAFF, "staff", "staff")                                                                \
  X(INTENT_TUTOR, "tutor", "tutor")                                                                \
  X(INTENT_FORUM, "forum", "forum")

#define LINK_WORDS(X)                                                                              \
  X(LINK_KNOWS, "knows", "knows")                                                                  \
  X(LINK_INTRODUCED, "introduced", "introduced")                                                   \
  X(LINK_WORKED_WITH, "worked_with", "worked with")                                                \
  X(LINK_TRAINED_AT, "trained_at", "trained at")                                                   \
  X(LINK_WORKS_AT, "works_at", "works at")                                                         \
  X(LINK_COLLEAGUE, "colleague", "colleague of")                                                   \
  X(LINK_ADVOCATED, "advocated", "spoke up for")

#define TARGET_KIND_WORDS(X)                                                                       \
  X(TARGET_RESIDENCY, "residency", "residency")                                                    \
  X(TARGET_FELLOWSHIP, "fellowship", "fellowship")                                                 \
  X(TARGET_AWAY, "away", "away rotation")                                                          \
  X(TARGET_JOB, "job", "job")                                                                      \
  X(TARGET_AWARD, "award", "award")                                                                \
  X(TARGET_COMMITTEE, "committee", "committee")

#define TIER_WORDS(X)                                                                              \
  X(TIER_REACH, "reach", "a reach")                                                                \
  X(TIER_REALISTIC, "realistic", "realistic")                                                      \
  X(TIER_SURE, "sure", "sure")

#define TARGET_STATUS_WORDS(X)                                                                     \
  X(TARGET_CONSIDERING, "considering", "considering")                                              \
  X(TARGET_WATCHING, "watching", "watching")                                                       \
  X(TARGET_APPLYING, "applying", "applying")                                                       \
  X(TARGET_INTERVIEWING, "interviewing", "interviewing")                                           \
  X(TARGET_ACCEPTED, "accepted", "accepted")                                                       \
  X(TARGET_MATCHED, "matched", "matched")                                                          \
  X(TARGET_DECLINED, "declined", "declined")                                                       \
  X(TARGET_REJECTED, "rejected", "rejected")                                                       \
  X(TARGET_WITHDRAWN, "withdrawn", "withdrawn")                                                    \
  X(TARGET_NO_REPLY, "no_reply", "no reply yet")                                                   \
  X(TARGET_CLOSED, "closed", "closed")

/* Every list once more: X(variable, list, enum) */
#define WORDS_LISTS(X)                                                                             \
  X(words_role, ROLE_WORDS, role_word)                                                             \
  X(words_facet, FACET_WORDS, facet_word)                                                          \
  X(words_rank, RANK_WORDS, rank_word)                                                             \
  X(words_phase, PHASE_WORDS, phase_word)                                                          \
  X(words_status, STATUS_WORDS, status_word)                                                       \
  X(words_discipline, DISCIPLINE_WORDS, discipline_word)                                           \
  X(words_level, LEVEL_WORDS, level_word)                                                          \
  X(words_source, SOURCE_WORDS, source_word)                                                       \
  X(words_channel, CHANNEL_WORDS, channel_word)                                                    \
  X(words_kind, KIND_WORDS, kind_word)                                                             \
  X(words_direction, DIRECTION_WORDS, direction_word)                                              \
  X(words_initiator, INITIATOR_WORDS, initiator_word)                                              \
  X(words_depth, DEPTH_WORDS, depth_word)                                                          \
  X(words_touch, TOUCH_WORDS, touch_word)                                                          \
  X(words_owes, OWES_WORDS, owes_word)                                                             \
  X(words_duty, DUTY_WORDS, duty_word)                                                             \
  X(words_outcome, OUTCOME_WORDS, outcome_word)                                                    \
  X(words_door, DOOR_WORDS, door_word)                                                             \
  X(words_stage, STAGE_WORDS, stage_word)                                                          \
  X(words_stakes, STAKES_WORDS, stakes_word)                                                       \
  X(words_answer, ANSWER_WORDS, answer_word)                                                       \
  X(words_event, EVENT_WORDS, event_word)                                                          \
  X(words_policy, POLICY_WORDS, policy_word)                                                       \
  X(words_recurs, RECURS_WORDS, recurs_word)                                                       \
  X(words_intent, INTENT_WORDS, intent_word)                                                       \
  X(words_link, LINK_WORDS, link_word)                                                             \
  X(words_target_kind, TARGET_KIND_WORDS, target_kind_word)                                        \
  X(words_tier, TIER_WORDS, tier_word)                                                             \
  X(words_target_status, TARGET_STATUS_WORDS, target_status_word)

struct words {
  const char *const *words;  /* as a file holds them */
  const char *const *spoken; /* as a screen says them */
  int count;
};

#define WORDS_ENUM_ROW(name, word, spoken) name,
#define WORDS_DECLARE(variable, list, tag)                                                         \
  enum tag { list(WORDS_ENUM_ROW) tag##_count };                                                   \
  extern const struct words variable;
WORDS_LISTS(WORDS_DECLARE)

/* Index in the list, WORD_EMPTY or WORD_UNKNOWN. */
int words_find(const struct words *list, const char *cell);
int words_find_span(const struct words *list, const char *span, size_t len);
/* The word or the words on a screen; for anything but an index: "". */
const char *words_word(const struct words *list, int index);
const char *words_spoken(const struct words *list, int index);
#endif
