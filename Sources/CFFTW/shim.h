#ifndef CLEARROAD_CFFTW_SHIM_H
#define CLEARROAD_CFFTW_SHIM_H
#include <fftw3.h>
// The macro is a shifted unsigned literal, which Swift does not import.
static const unsigned FFTW_ESTIMATE_FLAG = FFTW_ESTIMATE;
#endif
