#ifndef CLEARROAD_ODD_HDF5_H
#define CLEARROAD_ODD_HDF5_H

/// What is odd about a file.
typedef enum {
    ODD_NOTHING,           ///< 64-bit samples, two traces of three, steps of 8 cells of 2.5 mm
    ODD_HUGE_SIZE,         ///< announces 2^40 x 2^20 samples, has none
    ODD_NEVER_WRITTEN,     ///< announces 100 x 100 samples in blocks, has none
    ODD_PARTLY_WRITTEN,    ///< the same with one block of four written
    ODD_BOMB,              ///< 512 MiB of zeros compressed to almost nothing
    ODD_EXTERNAL_LINK,     ///< rxs is a link to another file
    ODD_SOFT_LINK_LOOP,    ///< rxs is a link to itself
    ODD_OUTSIDE_STORAGE,   ///< the samples are bytes of /etc/passwd
    ODD_VIRTUAL,           ///< the samples are those of another file
    ODD_THREE_AXES,        ///< a data set of three axes
    ODD_WHOLE_NUMBERS,     ///< samples are 32-bit integers
    ODD_NO_RECEIVERS,      ///< no group rxs
    ODD_NO_STEP,           ///< no attribute dt
    ODD_TEXT_STEP,         ///< dt is a text
    ODD_STRONGER_EY,       ///< Ex is zero, Ey has more energy than Ez, Hx more than both
    ODD_TWO_RECEIVERS,     ///< rx1 and rx2, side by side
    ODD_MANY_RECEIVERS,    ///< rx1 to rx1030
    ODD_EMPTY,             ///< a data set of 0 x 2 samples
    ODD_OTHER_COUNT,       ///< Iterations and nrx contradict the data
    ODD_LONG_TITLE,        ///< a title of 100000 letters that are no UTF-8
    ODD_GROUP_AS_SAMPLES,  ///< Ez is a group
} odd_kind;

/// Writes a gprMax output with one thing odd; 0 where it was written.
int odd_hdf5_write(const char *path, odd_kind kind);

#endif
