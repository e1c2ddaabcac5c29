#include "commit_priv.h"

#include "journal_priv.h"
#include "mentee/store/csv_writer.h"
#include <errno.h>
#include <string.h>

/* The bytes of the file now. They must be those that were read. */
static enum write_result read_live(struct store *store, enum table_id table, struct buf *bytes,
                                   struct err *err) {
  const struct file_identity *was = &store->files[table];
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;

  store_path(store, table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, bytes, &stat);
  buf_release(&path);
  if (result < 0 && result != -ENOENT) {
    err_set(err, ERR_IO, "not saved: cannot read '%s': %s", table_defs[table].file,
            os_reason(result));
    return WRITE_FAILED;
  }
  if ((result == 0) != was->present ||
      (was->present && store_hash(buf_text(bytes), bytes->len) != was->hash))
    return WRITE_CHANGED;
  return WRITE_DONE;
}

static void new_text(const struct store *store, enum table_id table, const struct file_image *image,
                     struct buf *text) {
  if (!image->wanted)
    csv_write_table(text, &store->book.tables[table]);
  else if (image->present)
    buf_add(text, buf_text(&image->bytes), image->bytes.len);
}

static enum write_result prepare_file(struct writing *writing, struct store *store,
                                      enum table_id table, const struct file_image *image,
                                      struct err *err) {
  size_t at = writing->manifest.files.len;
  struct buf *text = &writing->texts[at], *was = &writing->were[at];
  bool stays = !image->wanted || image->present;
  enum write_result result = read_live(store, table, was, err);
  struct txn_file *file;

  if (result != WRITE_DONE)
    return result;
  new_text(store, table, image, text);
  writing->exact = writing->exact || image->wanted;
  if (stays == store->files[table].present && text->len == was->len &&
      memcmp(buf_text(text), buf_text(was), was->len) == 0) {
    buf_release(text);
    buf_release(was);
    return WRITE_DONE;
  }
  file = vec_push(&writing->manifest.files);
  file->table = table;
  file->was_present = store->files[table].present;
  file->was = file->was_present ? store->files[table].hash : 0;
  file->stays = stays;
  file->staged = stays ? store_hash(buf_text(text), text->len) : 0;
  patch_make(was, text, &file->back);
  return WRITE_DONE;
}

enum write_result writing_prepare(struct writing *writing, struct store *store,
                                  const struct file_image *images, struct err *err) {
  enum write_result result = WRITE_DONE;

  for (int i = 0; i < TABLE_COUNT && result == WRITE_DONE; i++)
    if (images[i].wanted || action_touches(&writing->manifest.action, (enum table_id)i))
      result = prepare_file(writing, store, (enum table_id)i, &images[i], err);
  return result;
}

void writing_release(struct writing *writing) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    buf_release(&writing->texts[i]);
    buf_release(&writing->were[i]);
  }
  manifest_release(&writing->manifest);
}

/* --- bytes from before --------------------------------------------------------------------------
 */

/* A file that is not what was read is left to the cells, and to the next try. */
static bool image_of(struct store *store, const struct txn_file *file, struct file_image *image,
                     struct err *err) {
  const struct file_identity *now = &store->files[file->table];
  struct buf bytes = BUF_INIT;
  enum write_result result;

  if (now->present != file->stays || (now->present && now->hash != file->staged))
    return true;
  result = read_live(store, file->table, &bytes, err);
  if (result == WRITE_DONE && patch_apply(&bytes, &file->back, &image->bytes) &&
      (!file->was_present || store_hash(buf_text(&image->bytes), image->bytes.len) == file->was)) {
    image->wanted = true;
    image->present = file->was_present;
  }
  buf_release(&bytes);
  return result != WRITE_FAILED;
}

bool images_from_journal(struct store *store, const char *of, struct file_image *images,
                         struct err *err) {
  struct manifest entry;
  bool has, ok;

  if (store->state == NULL || of[0] == '\0')
    return true;
  ok = journal_read_entry(store, of, &entry, &has, err) || err_within(err, "not saved");
  for (size_t i = 0; ok && i < entry.files.len; i++)
    ok = image_of(store, &entry.files.data[i], &images[entry.files.data[i].table], err);
  manifest_release(&entry);
  return ok;
}

void images_release(struct file_image *images) {
  for (int i = 0; i < TABLE_COUNT; i++)
    buf_release(&images[i].bytes);
}
