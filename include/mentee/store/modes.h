#ifndef MENTEE_STORE_MODES_H
#define MENTEE_STORE_MODES_H
/*
 * Who else on this machine can read the store. mentee makes folders 0700 and files 0600; a wider
 * mode that somebody set is kept at every save, so it is only mentioned, and closed where asked.
 */
#include "mentee/store/store.h"

struct loose_mode {
  const char *path; /* in the arena */
  uint32_t mode;
  bool folder;
};
struct loose_modes {
  struct arena arena;
  VEC(struct loose_mode) list; /* the folder first */
};

/* ERR_IO where the folder cannot be looked at. A store that is not there has none. */
bool modes_find(struct loose_modes *modes, const struct store *store, struct err *err);
/* Others can do more than read it. */
bool mode_lets_change(const struct loose_mode *mode);
/* "others can read '/home/me/net' (mode 0755)" */
void modes_text(const struct loose_mode *mode, struct buf *out);
/* Takes from each what is not its owner's. */
bool modes_close(const struct loose_modes *modes, struct store *store, struct err *err);
void loose_modes_release(struct loose_modes *modes);
#endif
