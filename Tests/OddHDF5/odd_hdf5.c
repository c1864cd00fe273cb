#include "odd_hdf5.h"

#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#else
#include <hdf5.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void numbers(hid_t at, const char *name, hid_t type, int count, const double *values) {
    hsize_t size = (hsize_t)count;
    hid_t space = count == 1 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, NULL);
    hid_t attribute = H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, H5T_NATIVE_DOUBLE, values);
    H5Aclose(attribute);
    H5Sclose(space);
}

static void number(hid_t at, const char *name, hid_t type, double value) {
    numbers(at, name, type, 1, &value);
}

static void text(hid_t at, const char *name, const char *value, size_t size) {
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, size ? size : H5T_VARIABLE);
    hid_t space = H5Screate(H5S_SCALAR);
    hid_t attribute = H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, size ? (const void *)value : (const void *)&value);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

/// A data set of doubles `first`, `first + 1`, ... times `scale`.
static void ramp(hid_t group, const char *name, int rank, const hsize_t *sizes, double scale) {
    hsize_t count = 1;
    for (int axis = 0; axis < rank; axis++) count *= sizes[axis];
    double *values = malloc((count + 1) * sizeof *values);
    for (hsize_t place = 0; place < count; place++) values[place] = (double)(place + 1) * scale;
    hid_t space = H5Screate_simple(rank, sizes, NULL);
    hid_t set = H5Dcreate2(group, name, H5T_IEEE_F64BE, space, H5P_DEFAULT, H5P_DEFAULT,
                           H5P_DEFAULT);
    H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(set);
    H5Sclose(space);
    free(values);
}

/// A data set in blocks of `side` x `side`, of which only the first is written, if any.
static void blocks(hid_t group, hsize_t rows, hsize_t traces, hsize_t side, int writes) {
    hsize_t sizes[2] = {rows, traces}, sides[2] = {side, side}, start[2] = {0, 0};
    hid_t space = H5Screate_simple(2, sizes, NULL);
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(plan, 2, sides);
    hid_t set = H5Dcreate2(group, "Ez", H5T_IEEE_F32LE, space, H5P_DEFAULT, plan, H5P_DEFAULT);
    if (writes) {
        float *values = calloc(side * side, sizeof *values);
        hid_t memory = H5Screate_simple(2, sides, NULL);
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, sides, NULL);
        H5Dwrite(set, H5T_NATIVE_FLOAT, memory, space, H5P_DEFAULT, values);
        H5Sclose(memory);
        free(values);
    }
    H5Dclose(set);
    H5Pclose(plan);
    H5Sclose(space);
}

static void bomb(hid_t group) {
    hsize_t sizes[2] = {1 << 14, 1 << 13}, sides[2] = {1 << 10, 1 << 13}, start[2] = {0, 0};
    hid_t space = H5Screate_simple(2, sizes, NULL);
    hid_t memory = H5Screate_simple(2, sides, NULL);
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(plan, 2, sides);
    H5Pset_deflate(plan, 1);
    hid_t set = H5Dcreate2(group, "Ez", H5T_IEEE_F32LE, space, H5P_DEFAULT, plan, H5P_DEFAULT);
    float *values = calloc(sides[0] * sides[1], sizeof *values);
    for (; start[0] < sizes[0]; start[0] += sides[0]) {
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, sides, NULL);
        H5Dwrite(set, H5T_NATIVE_FLOAT, memory, space, H5P_DEFAULT, values);
    }
    free(values);
    H5Dclose(set);
    H5Pclose(plan);
    H5Sclose(memory);
    H5Sclose(space);
}

/// A data set whose samples lie elsewhere.
static void elsewhere(hid_t group, odd_kind kind) {
    hsize_t sizes[2] = {3, 2};
    hid_t space = H5Screate_simple(2, sizes, NULL);
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    if (kind == ODD_OUTSIDE_STORAGE) {
        H5Pset_external(plan, "/etc/passwd", 0, 24);
    } else {
        H5Pset_virtual(plan, space, "other.out", "/rxs/rx1/Ez", space);
    }
    hid_t set = H5Dcreate2(group, "Ez", H5T_IEEE_F32LE, space, H5P_DEFAULT, plan, H5P_DEFAULT);
    H5Dclose(set);
    H5Pclose(plan);
    H5Sclose(space);
}

static void whole(hid_t group) {
    hsize_t size = 3;
    hid_t space = H5Screate_simple(1, &size, NULL);
    int values[3] = {1, 2, 3};
    hid_t set = H5Dcreate2(group, "Ez", H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT,
                           H5P_DEFAULT);
    H5Dwrite(set, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(set);
    H5Sclose(space);
}

static void samples(hid_t receiver, odd_kind kind) {
    const hsize_t sizes[3] = {3, 2, 2}, none[2] = {0, 2};
    switch (kind) {
    case ODD_HUGE_SIZE: blocks(receiver, 1ull << 40, 1ull << 20, 50, 0); break;
    case ODD_NEVER_WRITTEN: blocks(receiver, 100, 100, 50, 0); break;
    case ODD_PARTLY_WRITTEN: blocks(receiver, 100, 100, 50, 1); break;
    case ODD_BOMB: bomb(receiver); break;
    case ODD_OUTSIDE_STORAGE:
    case ODD_VIRTUAL: elsewhere(receiver, kind); break;
    case ODD_THREE_AXES: ramp(receiver, "Ez", 3, sizes, 1); break;
    case ODD_WHOLE_NUMBERS: whole(receiver); break;
    case ODD_EMPTY: ramp(receiver, "Ez", 2, none, 1); break;
    case ODD_GROUP_AS_SAMPLES:
        H5Gclose(H5Gcreate2(receiver, "Ez", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        break;
    case ODD_STRONGER_EY:
        ramp(receiver, "Ex", 2, sizes, 0);
        ramp(receiver, "Ey", 2, sizes, 2);
        ramp(receiver, "Hx", 2, sizes, 100);
        ramp(receiver, "Ez", 2, sizes, 1);
        break;
    default: ramp(receiver, "Ez", 2, sizes, 1);
    }
}

static void receiver(hid_t group, const char *name, double y, odd_kind kind) {
    const double position[3] = {0.5, y, 0.1};
    hid_t own = H5Gcreate2(group, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    text(own, "Name", "Rx(200,40,0)", 0);
    numbers(own, "Position", H5T_IEEE_F64LE, 3, position);
    samples(own, kind);
    H5Gclose(own);
}

static void facts(hid_t file, odd_kind kind) {
    const double cell[3] = {0.0025, 0.0025, 0.0025}, cells[3] = {400, 80, 100};
    const double steps[3] = {8, 0, 0};
    const double odd = kind == ODD_OTHER_COUNT ? 4 : 0;
    text(file, "gprMax", "3.1.7", 8);
    if (kind == ODD_LONG_TITLE) {
        char *title = malloc(100001);
        memset(title, 0xFF, 100000);
        title[100000] = 0;
        text(file, "Title", title, 0);
        free(title);
    } else {
        text(file, "Title", "a test", 0);
    }
    if (kind == ODD_TEXT_STEP) text(file, "dt", "5e-12", 0);
    else if (kind != ODD_NO_STEP) number(file, "dt", H5T_IEEE_F64LE, 5e-12);
    number(file, "Iterations", H5T_STD_I64LE, 3 + odd);
    number(file, "nrx", H5T_STD_I64LE, (kind == ODD_TWO_RECEIVERS ? 2 : 1) + odd);
    number(file, "nsrc", H5T_STD_I64LE, 1);
    numbers(file, "dx, dy, dz", H5T_IEEE_F64LE, 3, cell);
    numbers(file, "nx, ny, nz", H5T_STD_I64LE, 3, cells);
    numbers(file, "srcsteps", H5T_STD_I64LE, 3, steps);
    numbers(file, "rxsteps", H5T_STD_I64LE, 3, steps);
}

int odd_hdf5_write(const char *path, odd_kind kind) {
    hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    if (file < 0) return -1;
    facts(file, kind);
    if (kind == ODD_EXTERNAL_LINK) {
        H5Lcreate_external("other.out", "/rxs", file, "rxs", H5P_DEFAULT, H5P_DEFAULT);
    } else if (kind == ODD_SOFT_LINK_LOOP) {
        H5Lcreate_soft("/rxs", file, "rxs", H5P_DEFAULT, H5P_DEFAULT);
    } else if (kind != ODD_NO_RECEIVERS) {
        hid_t group = H5Gcreate2(file, "rxs", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        receiver(group, "rx1", 0.1, kind);
        if (kind == ODD_TWO_RECEIVERS) receiver(group, "rx2", 0.3, kind);
        for (int place = 2; kind == ODD_MANY_RECEIVERS && place <= 1030; place++) {
            char name[16];
            snprintf(name, sizeof name, "rx%d", place);
            receiver(group, name, 0.1, kind);
        }
        H5Gclose(group);
    }
    return H5Fclose(file) < 0 ? -1 : 0;
}
