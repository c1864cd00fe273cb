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
    kernel_fetch_ahead(data, r, rows, columns);
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
    /* Four counts, so that none waits for its last row. */
    halves found = 0, second = 0, third = 0, fourth = 0;
    for (; done + 4 <= end; done += 4) {
      found -= rows[done] < limit;
      second -= rows[done + 1] < limit;
      third -= rows[done + 2] < limit;
      fourth -= rows[done + 3] < limit;
    }
    for (; done < end; done++) found -= rows[done] < limit;
    found += second + third + fourth;
    *below += __builtin_convertvector(found, keys);
  }
}

/* Rows of upper or lower halves in two stretches. */
struct stretches {
  const halves *first, *second;
  ptrdiff_t first_count, second_count;
};

KERNEL_BODY void count_all_below(
    const struct stretches *rows, const keys *bound, keys *restrict counted) {
  /* Shorts are signed: the smallest stands for no bits. */
  const halves limit = __builtin_convertvector(*bound + SHRT_MIN, halves);
  *counted = 0;
  count_below(rows->first, rows->first_count, &limit, counted);
  count_below(rows->second, rows->second_count, &limit, counted);
}

/* Bits that a median usually keeps from one place to the next leave this many to be found. */
#define NEAR_BITS 7

/* For each column the largest number that at most `rank` of the rows are below, which is the value
   of that rank, found bit by bit; `rank` becomes the rank among the rows that have that value.

   Looks near `selected` first where that is a guess; it holds what was found, from 0 up. */
KERNEL_BODY void select_half(
    const struct stretches *rows, int guessed, keys *restrict rank, keys *restrict selected) {
  keys found = 0, below = 0, counted;
  int bits = 16;
  if (guessed) {
    const keys least = 0, most = (1 << 16) - (1 << NEAR_BITS);
    keys start = *selected - (1 << (NEAR_BITS - 1));
    start = start < least ? least : start;
    start = start > most ? most : start;
    const keys end = start + (1 << NEAR_BITS);
    const keys last = end - 1;
    keys below_start, below_last;
    count_all_below(rows, &start, &below_start);
    count_all_below(rows, &last, &below_last);
    if (__builtin_reduce_and((below_start <= *rank) & (below_last > *rank))) {
      found = start;
      below = below_start;
      bits = NEAR_BITS;
    }
  }
  for (int bit = 1 << (bits - 1); bit > 0; bit >>= 1) {
    const keys tried = found + bit;
    count_all_below(rows, &tried, &counted);
    const keys accepted = counted <= *rank;
    found = accepted ? tried : found;
    below = accepted ? counted : below;
  }
  *rank -= below;
  *selected = found;
}

/* Lower halves of the keys whose upper half is `upper`, the largest half for all others, which no
   selected rank reaches; only of rows where a column has such a key. Gives their number. */
KERNEL_BODY ptrdiff_t lower_halves(
    struct tile tile, ptrdiff_t start, ptrdiff_t end, const halves *upper, halves *restrict lower) {
  const halves wanted = *upper;
  const halves others = SHRT_MAX;
  ptrdiff_t kept = 0;
  for (ptrdiff_t r = start; r < end; r++) {
    const halves matches = tile.upper[r] == wanted;
    if (!__builtin_reduce_or(matches)) continue;
    const keys low = (tile.key[r] & USHRT_MAX) + SHRT_MIN;
    lower[kept++] = matches ? __builtin_convertvector(low, halves) : others;
  }
  return kept;
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

/* `guess` holds the upper halves of the medians of the place before, if `guessed`, and gets these. */
KERNEL_BODY void median_at(
    struct tile tile, const struct row_stretches *place, int guessed, keys *restrict guess,
    values *median) {
  const ptrdiff_t count = place->end - place->start + place->second_end - place->second_start;
  *median = 0;
  if (count == 0) return;
  keys rank = (int)((count - 1) / 2);
  const struct stretches upper_rows = {
      tile.upper + place->start, tile.upper + place->second_start, place->end - place->start,
      place->second_end - place->second_start};
  select_half(&upper_rows, guessed, &rank, guess);
  const halves upper = __builtin_convertvector(*guess + SHRT_MIN, halves);
  ptrdiff_t kept = lower_halves(tile, place->start, place->end, &upper, tile.lower);
  kept += lower_halves(
      tile, place->second_start, place->second_end, &upper, tile.lower + kept);
  const struct stretches lower_rows = {tile.lower, tile.lower, kept, 0};
  keys lower = 0;
  select_half(&lower_rows, 0, &rank, &lower);
  const keys key = (*guess + SHRT_MIN) * (USHRT_MAX + 1) + lower;
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
    keys guess = 0;
    for (ptrdiff_t place = 0; place < count; place++) {
      values median;
      median_at(tile, &places[place], place > 0, &guess, &median);
      memcpy(medians + place * columns + first, &median, (size_t)used * sizeof(float));
    }
  }
}

VECTOR_KERNEL(
    column_medians,
    (const float *data, ptrdiff_t rows, ptrdiff_t columns, int magnitudes,
     const struct row_stretches *places, ptrdiff_t count, float *medians, void *scratch),
    (data, rows, columns, magnitudes, places, count, medians, scratch))
