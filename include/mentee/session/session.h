#ifndef MENTEE_SESSION_SESSION_H
#define MENTEE_SESSION_SESSION_H
/*
 * One open store and what is done to it. Every change is an action, committed when
 * it is made: there is no unsaved state. After any function here that can change the store,
 * records and reasons got before it may be gone: ask again by id.
 */
#include "mentee/base/config.h"
#include "mentee/base/world.h"
#include "mentee/engine/due.h"
#include "mentee/store/store.h"

struct os_mem;

/* A VEC(struct action) with a name. */
struct actions {
  struct action *data;
  size_t len, cap;
};

struct session {
  struct world *world;
  struct os *os;         /* the world's, or the sample's own */
  struct os_mem *memory; /* of the sample, else NULL */
  struct config config;
  struct store store;
  struct settings settings;
  int today;
  struct actions done, undone; /* of this session; what undid something is among undone */
  VEC(char *) said; /* sentences of the last commit that a person should see; cleared by the next */
  bool sample;      /* the sample network: a copy in memory */
  /* Asked before anything is saved; false refuses it and fills *err. NULL: everything may be. */
  bool (*may_save)(void *context, const struct action *action, struct err *err);
  void *may_save_context;
};

/* The configuration, and the folder that the store is in (which need not be there). *config is
   initialised also on failure. */
bool session_find_store(struct world *world, struct config *config, struct buf *folder,
                        struct err *err);
/* Reads the configuration and the store. Initialises *session also on failure; close it in both
   cases. A store that is not there is an empty book with store.exists false. */
bool session_open(struct session *session, struct world *world, struct err *err);
/* The sample network in an in-memory file system; world->os is not used for it. */
bool session_open_sample(struct session *session, struct world *world, struct err *err);
/* The world as a command has to see it that is run on the store of this session: the caller's, and
   for the sample one whose files, home and store are those in memory. */
struct world session_surroundings(const struct session *session);
void session_close(struct session *session);

const struct book *session_book(const struct session *session);
/* Sets today again (the day may have turned). True where it changed. */
bool session_new_day(struct session *session);
/* Reads the store again where its files changed. *changed says whether. */
bool session_follow(struct session *session, bool *changed, struct err *err);

/* A fresh id of that table, not in the book: letter and seven random Crockford characters. */
#define SESSION_ID_SIZE 16
char *session_new_id(struct session *session, enum table_id table, char *out);

/*
 * Makes the action last (store_commit) and remembers it for undo. Takes the action: it is released
 * or kept whatever happens. An action without changes is done at once. ERR_USAGE for text that
 * nobody should write: control characters, bytes that are no UTF-8, two lines where one belongs.
 */
bool session_commit(struct session *session, struct action *action, struct err *err);

/* Does what mend_plan() (store/mend.h) found for this session's store, and takes in what
   copies_find() (store/copies.h) found beside it. */
struct mend;
struct conflict_copy;
bool session_mend(struct session *session, const struct mend *mend, struct err *err);
bool session_take_in(struct session *session, const struct conflict_copy *copy, struct err *err);

/* Takes back the last action of this session; its title goes to *title. ERR_MISSING: nothing to
 * undo. */
bool session_undo(struct session *session, struct buf *title, struct err *err);
bool session_redo(struct session *session, struct buf *title, struct err *err);
#endif
