/*
 * Digest: the SHA-256 of a file's bytes, and of the content of JSON text.
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

/**
 * The fingerprint of JSON text, whatever its layout: that of its canonical content
 * (docs/formats.md).
 * @param sha256  hex text, "" unless APPUI_IO_OK
 * @return APPUI_IO_OK, APPUI_IO_REJECTED (no JSON) or APPUI_IO_NO_MEMORY
 */
enum appui_io_code appui_digest_json(const char *bytes, size_t length,
                                     char sha256[APPUI_SHA256_TEXT]);

#endif
