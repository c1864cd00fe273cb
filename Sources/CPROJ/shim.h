#ifndef CLEARROAD_CPROJ_SHIM_H
#define CLEARROAD_CPROJ_SHIM_H
#include <proj.h>
#include <geodesic.h>
#endif
