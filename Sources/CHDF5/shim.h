#ifndef CLEARROAD_CHDF5_SHIM_H
#define CLEARROAD_CHDF5_SHIM_H

// The functions below are written against the 1.10 interface; newer libraries then keep to it.
#define H5_USE_110_API 1

#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#else
#include <hdf5.h>
#endif
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>

// These are macros over library globals and casts, which Swift does not import.
static inline hid_t clearroad_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t clearroad_h5_all(void) { return H5S_ALL; }
static inline hid_t clearroad_h5_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t clearroad_h5_double(void) { return H5T_NATIVE_DOUBLE; }

/// Keeps the library from printing what goes wrong and from loading code named by a file.
static inline int clearroad_h5_quiet(void) {
    return H5open() < 0 || H5Eset_auto2(H5E_DEFAULT, NULL, NULL) < 0
                   || H5PLset_loading_state(0) < 0
               ? -1
               : 0;
}

/// Opens an ordinary file for reading, with the plain file driver whatever the environment says.
static inline hid_t clearroad_h5_open(const char *path) {
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access < 0) return -1;
    hid_t file = H5Pset_fapl_sec2(access) < 0 ? -1 : H5Fopen(path, H5F_ACC_RDONLY, access);
    H5Pclose(access);
    return file;
}

/// Whether `name` in `group` is a hard link: soft and external links are never followed.
static inline int clearroad_h5_is_hard_link(hid_t group, const char *name) {
    H5L_info_t info;
    if (H5Lexists(group, name, H5P_DEFAULT) <= 0) return 0;
    return H5Lget_info(group, name, &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}

/// A memory type for text of variable length in the character set of `type`.
static inline hid_t clearroad_h5_text_like(hid_t type) {
    hid_t text = H5Tcopy(H5T_C_S1);
    if (text < 0) return -1;
    if (H5Tset_size(text, H5T_VARIABLE) < 0 || H5Tset_cset(text, H5Tget_cset(type)) < 0) {
        H5Tclose(text);
        return -1;
    }
    return text;
}

// glibc declares these two only for C written for it.
extern int pipe2(int *ends, int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

/// A pipe that no other program started meanwhile inherits.
static inline int clearroad_pipe(int *ends, int flags) { return pipe2(ends, flags); }

/// Closes every file of a started program from `first` on.
static inline int clearroad_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/// Ends this process when the one that started it ends.
static inline void clearroad_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

#endif
