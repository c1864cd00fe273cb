#ifndef CLEARROAD_CGDAL_SHIM_H
#define CLEARROAD_CGDAL_SHIM_H
#include <gdal/gdal.h>
#include <gdal/cpl_conv.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_error.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#include <gdal/gdal_utils.h>
#endif
