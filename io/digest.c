/*
 * Hashes a file piece by piece: executables and exported programs may be larger than what
 * appui_file_read takes.
 */
#include "io/digest.h"

#include <nettle/sha2.h>
#include <stdio.h>

#include "io/canonical.h"
#include "io/json_text.h"

#define PIECE 65536

enum appui_io_code appui_digest_file(const char *path, char sha256[APPUI_SHA256_TEXT])
{
    unsigned char piece[PIECE];
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx hash;
    sha256[0] = '\0';
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return APPUI_IO_CANNOT_OPEN;
    }
    sha256_init(&hash);
    for (size_t n = fread(piece, 1, PIECE, file); n > 0; n = fread(piece, 1, PIECE, file)) {
        sha256_update(&hash, n, piece);
    }
    int failed = ferror(file);
    if (fclose(file) != 0 || failed) {
        return APPUI_IO_CANNOT_OPEN;
    }
    sha256_digest(&hash, sizeof digest, digest);
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        snprintf(&sha256[2 * i], 3, "%02x", digest[i]);
    }
    return APPUI_IO_OK;
}

enum appui_io_code appui_digest_json(const char *bytes, size_t length,
                                     char sha256[APPUI_SHA256_TEXT])
{
    struct appui_faults unused = {0};
    json_t *tree = NULL;
    sha256[0] = '\0';
    enum appui_io_code code = appui_json_parse(bytes, length, &tree, &unused);
    if (code == APPUI_IO_OK && appui_canonical_sha256(tree, sha256) != 0) {
        sha256[0] = '\0';
        code = APPUI_IO_NO_MEMORY;
    }
    json_decref(tree);
    code = unused.out_of_memory ? APPUI_IO_NO_MEMORY : code;
    appui_faults_release(&unused);
    return code;
}
