#include "yee.h"

#include "vector_kernel.h"

#pragma STDC FP_CONTRACT OFF

struct yee_grid yee_grid_of(ptrdiff_t columns, ptrdiff_t rows, ptrdiff_t layer) {
  struct yee_grid g = {.columns = columns, .rows = rows, .layer = layer};
  g.stride = (columns + 15) / 16 * 16;
  ptrdiff_t area = g.stride * rows, side = 2 * layer * rows, end = 2 * layer * g.stride;
  ptrdiff_t *fields[] = {&g.ez, &g.hx, &g.hy, &g.keep, &g.gain};
  for (int i = 0; i < 5; i++, g.count += area) *fields[i] = g.count;
  ptrdiff_t *sides[] = {&g.side_e, &g.side_h};
  for (int i = 0; i < 2; i++, g.count += side) *sides[i] = g.count;
  ptrdiff_t *ends[] = {&g.end_e, &g.end_h};
  for (int i = 0; i < 2; i++, g.count += end) *ends[i] = g.count;
  ptrdiff_t *profiles[] = {&g.side_decay_e, &g.side_strength_e, &g.side_decay_h,
                           &g.side_strength_h, &g.end_decay_e,  &g.end_strength_e,
                           &g.end_decay_h,  &g.end_strength_h};
  for (int i = 0; i < 8; i++, g.count += 2 * layer) *profiles[i] = g.count;
  return g;
}

/* Hx of the gap below row j; from the upper and lower layers with their memory. */
KERNEL_BODY void advance_hx(float *block, const struct yee_grid *g, ptrdiff_t j) {
  ptrdiff_t n = g->columns;
  float *restrict hx = block + g->hx + j * g->stride;
  const float *restrict above = block + g->ez + j * g->stride;
  const float *restrict below = above + g->stride;
  ptrdiff_t p = j < g->layer ? j : j - (g->rows - 1 - 2 * g->layer);
  if (j >= g->layer && j < g->rows - 1 - g->layer) {
    for (ptrdiff_t i = 0; i < n; i++) hx[i] -= below[i] - above[i];
    return;
  }
  float decay = block[g->end_decay_h + p], strength = block[g->end_strength_h + p];
  float *restrict memory = block + g->end_h + p * g->stride;
  for (ptrdiff_t i = 0; i < n; i++) {
    float difference = below[i] - above[i];
    memory[i] = decay * memory[i] + strength * difference;
    hx[i] -= difference + memory[i];
  }
}

/* A layer has few cells: without this the compiler's vectors are longer than it. */
#define SHORT_LOOP _Pragma("clang loop vectorize_width(8) interleave_count(1)")

/* Hy of row j, with the memory of the layers at the sides. */
KERNEL_BODY void advance_hy(float *block, const struct yee_grid *g, ptrdiff_t j) {
  ptrdiff_t n = g->columns - 1, layer = g->layer;
  float *restrict hy = block + g->hy + j * g->stride;
  const float *restrict ez = block + g->ez + j * g->stride;
  const float *restrict decay = block + g->side_decay_h;
  const float *restrict strength = block + g->side_strength_h;
  float *restrict memory = block + g->side_h + j * 2 * layer;
  for (ptrdiff_t i = 0; i < n; i++) hy[i] += ez[i + 1] - ez[i];
  for (ptrdiff_t side = 0; side < 2; side++) {
    ptrdiff_t shift = side * (n - 2 * layer);
    SHORT_LOOP
    for (ptrdiff_t p = side * layer; p < (side + 1) * layer; p++) {
      memory[p] = decay[p] * memory[p] + strength[p] * (ez[shift + p + 1] - ez[shift + p]);
      hy[shift + p] += memory[p];
    }
  }
}

/* Ez of row j, inside the outermost nodes, which stay zero. */
KERNEL_BODY void advance_ez(float *block, const struct yee_grid *g, ptrdiff_t j) {
  ptrdiff_t n = g->columns - 1, layer = g->layer, stride = g->stride;
  float *restrict ez = block + g->ez + j * stride;
  const float *restrict keep = block + g->keep + j * stride;
  const float *restrict gain = block + g->gain + j * stride;
  const float *restrict hy = block + g->hy + j * stride;
  const float *restrict hx = block + g->hx + j * stride;
  const float *restrict above = hx - stride;
  for (ptrdiff_t i = 1; i < n; i++)
    ez[i] = keep[i] * ez[i] + gain[i] * ((hy[i] - hy[i - 1]) - (hx[i] - above[i]));

  const float *restrict decay = block + g->side_decay_e;
  const float *restrict strength = block + g->side_strength_e;
  float *restrict memory = block + g->side_e + j * 2 * layer;
  for (ptrdiff_t side = 0; side < 2; side++) {
    ptrdiff_t shift = side * (n + 1 - 2 * layer);
    ptrdiff_t from = side ? layer : 1, to = side ? 2 * layer - 1 : layer;
    SHORT_LOOP
    for (ptrdiff_t p = from; p < to; p++) {
      ptrdiff_t i = shift + p;
      memory[p] = decay[p] * memory[p] + strength[p] * (hy[i] - hy[i - 1]);
      ez[i] += gain[i] * memory[p];
    }
  }

  ptrdiff_t p = j < layer ? j : j - (g->rows - 2 * layer);
  if (j >= layer && j < g->rows - layer) return;
  float row_decay = block[g->end_decay_e + p], row_strength = block[g->end_strength_e + p];
  float *restrict row_memory = block + g->end_e + p * stride;
  for (ptrdiff_t i = 1; i < n; i++) {
    row_memory[i] = row_decay * row_memory[i] + row_strength * (hx[i] - above[i]);
    ez[i] -= gain[i] * row_memory[i];
  }
}

KERNEL_BODY void pass_ports(
    float *block, const struct yee_grid *g, const struct yee_ports *ports, ptrdiff_t j,
    ptrdiff_t step) {
  float *ez = block + g->ez;
  for (int32_t s = ports->first_source[j]; s < ports->first_source[j + 1]; s++)
    ez[ports->sources[s]] += ports->drive[s * ports->steps + step];
  for (int32_t r = ports->first_receiver[j]; r < ports->first_receiver[j + 1]; r++)
    ports->record[r * ports->steps + step] = ez[ports->receivers[r]];
}

/* Steps in flight at once: their rows fit in the second-level cache. */
enum { steps_in_flight = 16 };

KERNEL_BODY void yee_advance_body(
    float *block, const struct yee_grid *grid, const struct yee_ports *ports, ptrdiff_t first,
    ptrdiff_t count) {
  ptrdiff_t rows = grid->rows;
  for (ptrdiff_t start = 0; start < count; start += steps_in_flight) {
    ptrdiff_t flight = count - start < steps_in_flight ? count - start : steps_in_flight;
    for (ptrdiff_t front = 0; front < rows + flight - 1; front++) {
      for (ptrdiff_t s = 0; s < flight; s++) {
        /* Each step is a row behind the one before, whose Ez of the row below it needs. */
        ptrdiff_t j = front - s;
        if (j < 0 || j >= rows) continue;
        if (j < rows - 1) advance_hx(block, grid, j);
        advance_hy(block, grid, j);
        if (j > 0 && j < rows - 1) advance_ez(block, grid, j);
        pass_ports(block, grid, ports, j, first + start + s);
      }
    }
  }
}

VECTOR_KERNEL(
    yee_advance,
    (float *block, const struct yee_grid *grid, const struct yee_ports *ports, ptrdiff_t first,
     ptrdiff_t count),
    (block, grid, ports, first, count))
