/*
 * Mandataire: who follows a supported project for eighteen months (R14).
 */
#ifndef APPUI_MODEL_MANDATAIRE_H
#define APPUI_MODEL_MANDATAIRE_H

#include <stdint.h>

struct appui_mandataire {
    int32_t project, partner;
};

#endif
