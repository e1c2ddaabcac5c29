#ifndef MENTEE_SESSION_EXCHANGE_H
#define MENTEE_SESSION_EXCHANGE_H
/*
 * Import and merge as a person does them: read and plan, look, answer, then write as one action.
 * Until session_import_write() nothing is written.
 */
#include "mentee/exchange/formats.h"
#include "mentee/exchange/merge.h"
#include "mentee/exchange/plan.h"
#include "mentee/session/session.h"

/* An import under way. The plan points into the session's book: after anything that can change
   that, session_import_plan() makes it again (answers given so far are asked again). */
struct importing {
  struct import import;
  struct plan plan;
  bool planned;
  char *name; /* "sno-2026.csv", "3 files" */
};

/* Initialised by these also on failure; release it in every case. */
void importing_init(struct importing *importing);
void importing_release(struct importing *importing);

/* Reads files into it: a folder means every .vcf in it, "-" standard input. All or nothing;
   ERR_USAGE also where options->progress said to stop. */
bool session_import_read(struct session *session, const char *const *paths, size_t count,
                         const struct import_options *options, struct importing *importing,
                         struct err *err);
void session_import_plan(struct session *session, struct importing *importing);
/* New and changed people, and rows that come with people: what session_import_write() would write.
 */
size_t importing_count(const struct importing *importing);
size_t importing_rows(const struct importing *importing);
/* One action, titled "Imported sno-2026.csv: 18 people". The plan is of no use afterwards. */
bool session_import_write(struct session *session, struct importing *importing,
                          const struct plan_gifts *gifts, struct err *err);

/* What is exported: everybody, or those whom a QUERY of the finder holds; archived and deceased
   people only where it asks for them. */
struct export_request {
  const char *format; /* a word of export_formats */
  const char *query;  /* "" for everybody */
  bool notes;         /* of contacts; an interaction's private ones never leave */
};
struct export_result {
  struct buf text;
  size_t people;
  bool notes_stayed; /* somebody has notes that were not asked for */
};
/* *result is initialised by this also on failure; release its text. ERR_MISSING: nobody fits. */
bool session_export(const struct session *session, const struct export_request *request,
                    struct export_result *result, struct err *err);
/* To a file, 0600: beside it first, then in its place. "-" is not special here. */
bool session_export_to(const struct session *session, const struct export_request *request,
                       const char *path, struct export_result *result, struct err *err);
/* One card a file into a folder that is made where it is missing, named by their UIDs as khard
   does; cards of the same name are replaced. Formats vcard and vcard3. */
bool session_export_cards(const struct session *session, const struct export_request *request,
                          const char *folder, struct export_result *result, struct err *err);

/* What merging would do (report, released by the caller in every case); and does it. */
bool session_merge_preview(const struct session *session, const char *stays, const char *goes,
                           struct merge_report *report, struct err *err);
bool session_merge(struct session *session, const char *stays, const char *goes, struct err *err);
#endif
