/*
 * The one table of faults: X(CODE, SEVERITY, "name", "English text", "French text").
 *
 * Included several times with different X (see model/fault.h). Texts follow style.md: lower case,
 * no full stop, what failed first, the value, what is allowed, the cure; {placeholders} are
 * argument names, {id} and {pointer} the place.
 */
#include "model/faults_basin.def"
#include "model/faults_decide.def"
#include "model/faults_plan.def"
#include "model/faults_reading.def"
