/*
 * Canonical: the fingerprint of a file's content, whatever its layout.
 */
#ifndef APPUI_IO_CANONICAL_H
#define APPUI_IO_CANONICAL_H

#include <jansson.h>

#include "io/basin_json.h"

/**
 * SHA-256 of the canonical text of a JSON value: UTF-8, object keys sorted by code point, no white
 * space, integral numbers without point, other numbers in their shortest form (docs/formats.md says
 * how to recompute it).
 * @param sha256  hex text, written only on success
 * @return 0, or -1 when memory fails. Linear, but for sorting the keys of each object.
 */
int appui_canonical_sha256(json_t *value, char sha256[APPUI_SHA256_TEXT]);

#endif
