#ifndef CLEARROAD_CZip_SHIM_H
#define CLEARROAD_CZip_SHIM_H
#include <zip.h>
#endif
