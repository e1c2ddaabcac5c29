#ifndef MENTEE_SESSION_LOGIN_H
#define MENTEE_SESSION_LOGIN_H
/*
 * What `mentee --due` has to say, remembered: answers, not what they were made of, for some days
 * from the one on which they were made. Remembered or made from the files, the answer is the same.
 * MENTEE_CACHE=off neither reads nor writes what is remembered.
 */
#include "mentee/engine/banner.h"
#include "mentee/session/session.h"

struct login {
  struct arena arena;
  struct banner_day day;
  int max_lines, once_hours; /* the settings */
  const char *complaint;     /* about rows that could not be read; "" for none */
  bool ascii;                /* the configuration wants it */
};

void login_release(struct login *login);

/* True: *login is filled. False: ask the files. At most `most` lines are wanted; 0: as many as the
   settings say. */
bool login_recall(struct login *login, struct world *world, int most);

/* From the files. ERR_DATA: one of them could not be read at all. */
bool login_ask(struct login *login, const struct session *session, int most, struct err *err);

/*
 * For the next time: today and days to come, each of which is asked for by itself. After a save it
 * is today and tomorrow, so that a save does not take eight times as long; a login that had to ask
 * the files remembers the whole week. Nothing where there is no store, and for the sample.
 */
enum { LOGIN_AFTER_SAVE = 2, LOGIN_WEEK = 8 };
void login_remember(struct session *session, int days);
#endif
