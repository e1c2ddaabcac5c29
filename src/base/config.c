#include "mentee/base/config.h"

#include "mentee/base/buf.h"
#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <confuse.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* libconfuse gives its error function no pointer of ours: the last message waits here: it is
 * the one that ended the reading, while a free name below `keys` is complained of and taken. One
 * program reads one configuration. */
static struct buf last_message;

static void keep_message(cfg_t *cfg, const char *format, va_list args) {
  buf_cut(&last_message, 0);
  buf_addf(&last_message, "%d: ", cfg->line);
  buf_addfv(&last_message, format, args);
}

void config_release(struct config *config) {
  for (size_t i = 0; i < config->keys.len; i++) {
    free(config->keys.data[i].name);
    free(config->keys.data[i].keys);
  }
  vec_release(&config->keys);
  free(config->store);
  free(config->theme);
  free(config->editor);
  free(config->inbox);
  free(config->lock);
  *config = (struct config)CONFIG_INIT;
}

static char *text_of(cfg_t *cfg, const char *name) {
  const char *value = cfg_getstr(cfg, name);

  return xstrdup(value != NULL ? value : "");
}

static bool one_of(const char *value, const char *const *allowed, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(value, allowed[i]) == 0)
      return true;
  return false;
}

static bool check_words(const struct config *config, const char *name, struct err *err) {
  static const char *const themes[] = {"auto", "dark", "light", "mono"};
  static const char *const locks[] = {"file", "none"};

  if (!one_of(config->theme, themes, 4))
    return err_set(err, ERR_DATA, "%s: theme is '%s'; it can be auto, dark, light or mono", name,
                   config->theme);
  if (!one_of(config->lock, locks, 2))
    return err_set(err, ERR_DATA, "%s: lock is '%s'; it can be file or none", name, config->lock);
  return true;
}

/* The line on which a name is given a value; libconfuse does not keep it. */
static int line_of(const char *text, const char *name) {
  size_t len = strlen(name);

  for (int line = 1; *text != '\0'; line++) {
    const char *at = text + strspn(text, " \t{");
    if (strncmp(at, name, len) == 0 && at[len + strspn(at + len, " \t")] == '=')
      return line;
    text += strcspn(text, "\n");
    text += *text == '\n';
  }
  return 0;
}

static void take_keys(struct config *config, cfg_t *cfg, const char *text) {
  cfg_t *section = cfg_getsec(cfg, "keys");

  for (unsigned i = 0; section != NULL && i < cfg_num(section); i++) {
    cfg_opt_t *option = cfg_getnopt(section, i);
    const char *keys = cfg_opt_getstr(option);
    *vec_push(&config->keys) =
        (struct config_keys){xstrdup(cfg_opt_name(option)), xstrdup(keys != NULL ? keys : ""),
                             line_of(text, cfg_opt_name(option))};
  }
}

bool config_parse(struct config *config, const char *text, const char *name, struct err *err) {
  cfg_opt_t keys[] = {CFG_END()};
  cfg_opt_t options[] = {CFG_STR("store", "", CFGF_NONE),
                         CFG_STR("theme", "auto", CFGF_NONE),
                         CFG_BOOL("ascii", cfg_false, CFGF_NONE),
                         CFG_BOOL("mouse", cfg_false, CFGF_NONE),
                         CFG_STR("editor", "", CFGF_NONE),
                         CFG_STR("inbox", "", CFGF_NONE),
                         CFG_SEC("keys", keys, CFGF_KEYSTRVAL),
                         CFG_STR("lock", "file", CFGF_NONE),
                         CFG_END()};
  cfg_t *cfg;
  bool ok = true;

  config_release(config);
  if (text[0] == '\0') { /* nothing to read: nothing to start libconfuse for */
    *config = (struct config)CONFIG_INIT;
    config->store = xstrdup("");
    config->theme = xstrdup("auto");
    config->editor = xstrdup("");
    config->inbox = xstrdup("");
    config->lock = xstrdup("file");
    return true;
  }
  cfg = cfg_init(options, CFGF_NONE);
  cfg_set_error_function(cfg, keep_message);
  if (cfg_parse_buf(cfg, text) != CFG_SUCCESS)
    ok = err_set(err, ERR_DATA, "%s:%s", name,
                 last_message.len > 0 ? buf_text(&last_message) : " cannot be read");
  config->store = text_of(cfg, "store");
  config->theme = text_of(cfg, "theme");
  config->editor = text_of(cfg, "editor");
  config->inbox = text_of(cfg, "inbox");
  config->lock = text_of(cfg, "lock");
  config->mouse = cfg_getbool(cfg, "mouse") == cfg_true;
  if (ok)
    take_keys(config, cfg, text);
  config->ascii = cfg_getbool(cfg, "ascii") == cfg_true;
  cfg_free(cfg);
  buf_release(&last_message);
  return ok && check_words(config, name, err);
}
