#ifndef TESTS_BARE_WORLD_H
#define TESTS_BARE_WORLD_H
/* What a process with no environment knows of its surroundings; a test sets what it is about. */
#include "mentee/base/date.h"
#include "mentee/base/world.h"

static inline struct world bare_world(struct os *os) {
  return (struct world){.os = os,
                        .forced_today = DATE_NONE,
                        .home = "",
                        .cwd = "",
                        .store_flag = "",
                        .mentee_dir = "",
                        .xdg_data_home = "",
                        .xdg_config_home = "",
                        .xdg_state_home = "",
                        .xdg_cache_home = "",
                        .xdg_data_dirs = "",
                        .shell = "",
                        .path = "",
                        .zdotdir = "",
                        .visual = "",
                        .editor = ""};
}
#endif
