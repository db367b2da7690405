/*
 * One entry of a journal, from its JSON. Internal to the journal's reader.
 */
#ifndef APPUI_IO_JOURNAL_ENTRY_H
#define APPUI_IO_JOURNAL_ENTRY_H

#include "io/json_field.h"
#include "model/history.h"

/**
 * Reads the value of one line.
 * @param entry  its line and offset set, its dates APPUI_ABSENT, else zeroed; texts go to the
 * reader's arena
 * @return false when a fault was reported
 */
bool appui_journal_read_entry(struct appui_json_reader *reader, json_t *tree,
                              struct appui_history_entry *entry);

#endif
