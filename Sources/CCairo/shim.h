#ifndef CLEARROAD_CCairo_SHIM_H
#define CLEARROAD_CCairo_SHIM_H
#include <cairo/cairo.h>
#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>
#endif
