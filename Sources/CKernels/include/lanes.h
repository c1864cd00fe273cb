/* Columns worked on side by side, and the tile they are gathered into. */
#ifndef CLEARROAD_LANES_H
#define CLEARROAD_LANES_H

#include <stddef.h>
#include <stdint.h>

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

/* Asks for the tile's part of a row some way after row `row` of `rows`: rows lie too far apart for the
   processor to see by itself which comes next. */
static inline void kernel_fetch_ahead(
    const float *tile, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t columns) {
  const ptrdiff_t ahead = row + 16;
  if (ahead >= rows) return;
  /* A tile seldom starts where a cache line does. */
  const uintptr_t start = (uintptr_t)(tile + ahead * columns);
  __builtin_prefetch((const void *)start);
  __builtin_prefetch((const void *)(start + TILE_COLUMNS * sizeof(float) - 1));
}

#endif
