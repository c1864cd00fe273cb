#include "column_medians.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "lanes.h"
#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

/* The sixteen columns of a tile, as halves of keys, keys and values. */
typedef short halves __attribute__((ext_vector_type(TILE_COLUMNS)));
typedef int keys __attribute__((ext_vector_type(TILE_COLUMNS)));
typedef float values __attribute__((ext_vector_type(TILE_COLUMNS)));

/* A tile: each value as a whole number that orders as it does, the upper half of that number, and
   room for lower halves. */
struct tile {
  keys *key;
  halves *upper, *lower;
};

ptrdiff_t column_medians_scratch(ptrdiff_t rows) {
  /* Two stretches may hold every row twice. */
  return rows * (ptrdiff_t)(sizeof(keys) + 3 * sizeof(halves));
}

KERNEL_BODY void gather(
    struct tile tile, const float *data, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t used,
    int magnitudes) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    keys bits = 0;
    /* A constant size is a load, not a call. */
    if (used == TILE_COLUMNS)
      memcpy(&bits, data + r * columns, sizeof bits);
    else
      memcpy(&bits, data + r * columns, (size_t)used * sizeof(float));
    if (magnitudes) bits &= INT_MAX;
    /* Negative numbers order backwards by their bits. */
    const keys key = bits ^ ((bits >> 31) & INT_MAX);
    tile.key[r] = key;
    tile.upper[r] = __builtin_convertvector(key >> 16, halves);
  }
}

/* How many of `count` rows are below `bound`, added to `below`. */
KERNEL_BODY void count_below(
    const halves *restrict rows, ptrdiff_t count, const halves *bound, keys *restrict below) {
  const halves limit = *bound;
  /* In stretches that a short can count. */
  for (ptrdiff_t done = 0; done < count;) {
    const ptrdiff_t end = count - done > SHRT_MAX ? done + SHRT_MAX : count;
    halves found = 0;
    for (; done < end; done++) found -= rows[done] < limit;
    *below += __builtin_convertvector(found, keys);
  }
}

/* For each column the largest number that at most `rank` of the rows are below, which is the value
   of that rank, found bit by bit; `rank` becomes the rank among the rows that have that value. */
KERNEL_BODY void select_half(
    const halves *restrict first, ptrdiff_t count, const halves *restrict second,
    ptrdiff_t second_count, keys *restrict rank, halves *restrict selected) {
  keys found = 0, below = 0;
  for (int bit = 1 << 15; bit > 0; bit >>= 1) {
    const keys tried = found | bit;
    /* Shorts are signed: the smallest stands for no bits. */
    const halves bound = __builtin_convertvector(tried + SHRT_MIN, halves);
    keys counted = 0;
    count_below(first, count, &bound, &counted);
    count_below(second, second_count, &bound, &counted);
    const keys accepted = counted <= *rank;
    found = accepted ? tried : found;
    below = accepted ? counted : below;
  }
  *rank -= below;
  *selected = __builtin_convertvector(found + SHRT_MIN, halves);
}

/* Lower halves of the keys whose upper half is `upper`, the largest half for all others, which no
   selected rank reaches. */
KERNEL_BODY void lower_halves(
    struct tile tile, ptrdiff_t start, ptrdiff_t end, const halves *upper, halves *restrict lower) {
  const halves wanted = *upper;
  for (ptrdiff_t r = start; r < end; r++) {
    const keys low = (tile.key[r] & USHRT_MAX) + SHRT_MIN;
    const halves half = __builtin_convertvector(low, halves);
    const halves others = SHRT_MAX;
    lower[r - start] = tile.upper[r] == wanted ? half : others;
  }
}

/* How many keys are at most `key`, and the smallest above it. */
KERNEL_BODY void next_key(
    struct tile tile, ptrdiff_t start, ptrdiff_t end, const keys *key, keys *restrict at_most,
    keys *restrict next) {
  const keys lower = *key;
  keys counted = *at_most, smallest = *next;
  const keys none = INT_MAX;
  for (ptrdiff_t r = start; r < end; r++) {
    const keys above = tile.key[r] > lower ? tile.key[r] : none;
    counted -= tile.key[r] <= lower;
    smallest = above < smallest ? above : smallest;
  }
  *at_most = counted;
  *next = smallest;
}

KERNEL_BODY void value_of(const keys *key, values *value) {
  const keys bits = *key ^ ((*key >> 31) & INT_MAX);
  memcpy(value, &bits, sizeof bits);
}

KERNEL_BODY void median_at(struct tile tile, const struct row_stretches *place, values *median) {
  const ptrdiff_t first = place->end - place->start;
  const ptrdiff_t second = place->second_end - place->second_start;
  const ptrdiff_t count = first + second;
  *median = 0;
  if (count == 0) return;
  keys rank = (int)((count - 1) / 2);
  halves upper, lower;
  select_half(
      tile.upper + place->start, first, tile.upper + place->second_start, second, &rank, &upper);
  lower_halves(tile, place->start, place->end, &upper, tile.lower);
  lower_halves(tile, place->second_start, place->second_end, &upper, tile.lower + first);
  select_half(tile.lower, count, tile.lower, 0, &rank, &lower);
  const keys low = __builtin_convertvector(lower, keys) - SHRT_MIN;
  const keys key = __builtin_convertvector(upper, keys) * (USHRT_MAX + 1) + low;
  value_of(&key, median);
  if (count % 2 == 1) return;
  keys at_most = 0, next = INT_MAX;
  next_key(tile, place->start, place->end, &key, &at_most, &next);
  next_key(tile, place->second_start, place->second_end, &key, &at_most, &next);
  const keys other = at_most > (int)(count / 2) ? key : next;
  values above;
  value_of(&other, &above);
  *median = (*median + above) / 2;
}

KERNEL_BODY void column_medians_body(
    const float *data, ptrdiff_t rows, ptrdiff_t columns, int magnitudes,
    const struct row_stretches *places, ptrdiff_t count, float *medians, void *scratch) {
  struct tile tile;
  tile.key = scratch;
  tile.upper = (halves *)(tile.key + rows);
  tile.lower = tile.upper + rows;
  for (ptrdiff_t first = 0; first < columns; first += TILE_COLUMNS) {
    const ptrdiff_t left = columns - first;
    const ptrdiff_t used = left < TILE_COLUMNS ? left : TILE_COLUMNS;
    gather(tile, data + first, rows, columns, used, magnitudes);
    for (ptrdiff_t place = 0; place < count; place++) {
      values median;
      median_at(tile, &places[place], &median);
      memcpy(medians + place * columns + first, &median, (size_t)used * sizeof(float));
    }
  }
}

VECTOR_KERNEL(
    column_medians,
    (const float *data, ptrdiff_t rows, ptrdiff_t columns, int magnitudes,
     const struct row_stretches *places, ptrdiff_t count, float *medians, void *scratch),
    (data, rows, columns, magnitudes, places, count, medians, scratch))
