/* Columns worked on side by side, and the tile they are gathered into. */
#ifndef CLEARROAD_LANES_H
#define CLEARROAD_LANES_H

#include <stddef.h>

/* Columns of one tile: a cache line of floats. */
#define TILE_COLUMNS 16

/* The index that `index` is reflected to in a row of `count` values, the ends not repeated. */
static inline ptrdiff_t kernel_mirrored(ptrdiff_t index, ptrdiff_t count) {
  if (index >= 0 && index < count) return index;
  if (count < 2) return 0;
  const ptrdiff_t period = 2 * (count - 1);
  const ptrdiff_t folded = ((index % period) + period) % period;
  return folded < count ? folded : period - folded;
}

#endif
