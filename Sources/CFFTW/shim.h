#ifndef CLEARROAD_CFFTW_SHIM_H
#define CLEARROAD_CFFTW_SHIM_H
#include <fftw3.h>
#endif
