/*
 * Digest: the SHA-256 of a file's bytes.
 */
#ifndef APPUI_IO_DIGEST_H
#define APPUI_IO_DIGEST_H

#include "io/basin_json.h"
#include "io/file.h"

/**
 * Hashes a file of any size.
 * @param sha256  hex text, "" unless APPUI_IO_OK
 * @return APPUI_IO_OK or APPUI_IO_CANNOT_OPEN
 */
enum appui_io_code appui_digest_file(const char *path, char sha256[APPUI_SHA256_TEXT]);

#endif
