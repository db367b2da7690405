/*
 * Hashes a file piece by piece: executables and exported programs may be larger than what
 * appui_file_read takes.
 */
#include "io/digest.h"

#include <nettle/sha2.h>
#include <stdio.h>

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
