#ifndef CLEARROAD_CSQLite_SHIM_H
#define CLEARROAD_CSQLite_SHIM_H
#include <sqlite3.h>
#endif
