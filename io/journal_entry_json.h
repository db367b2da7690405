/*
 * One entry of a journal, from its JSON. Internal to the journal's reader.
 */
#ifndef APPUI_IO_JOURNAL_ENTRY_JSON_H
#define APPUI_IO_JOURNAL_ENTRY_JSON_H

#include "io/json_field.h"
#include "model/journal_entry.h"

/**
 * Reads the value of one line.
 * @param entry  its line set, its dates APPUI_ABSENT, else zeroed; texts go to the reader's arena
 * @return false when a fault was reported
 */
bool appui_journal_read_entry(struct appui_json_reader *reader, json_t *tree,
                              struct appui_journal_entry *entry);

#endif
