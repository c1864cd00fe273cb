/* Two-dimensional electromagnetic fields in time: Yee's scheme for Ez, Hx and Hy with convolutional
   absorbing layers. */
#ifndef CLEARROAD_YEE_H
#define CLEARROAD_YEE_H

#include <stddef.h>
#include <stdint.h>

/* The places of all arrays of a grid in one block of floats.

   Nodes count columns x rows, a row every `stride` floats. Ez lies on the nodes, Hx half a cell below
   them, Hy half a cell to their right. Magnetic fields are scaled so that their update multiplies
   by nothing. The absorbing layer is `layer` cells thick at all four sides; of each of its
   profiles, the first `layer` values belong to the left (upper) side from the edge inwards, the others
   to the right (lower) side from within to the edge. */
struct yee_grid {
  ptrdiff_t columns, rows, stride, layer;
  ptrdiff_t ez, hx, hy;
  /* Ez becomes keep * Ez + gain * (difference of Hy - difference of Hx). */
  ptrdiff_t keep, gain;
  /* Memories of the layers at the sides (rows x 2 layer), above and below (2 layer x stride). */
  ptrdiff_t side_e, side_h, end_e, end_h;
  /* Decay and strength of those memories, 2 layer values each. */
  ptrdiff_t side_decay_e, side_strength_e, side_decay_h, side_strength_h;
  ptrdiff_t end_decay_e, end_strength_e, end_decay_h, end_strength_h;
  /* Floats in the block. */
  ptrdiff_t count;
};

/* The arrangement of a grid of columns x rows nodes. */
struct yee_grid yee_grid_of(ptrdiff_t columns, ptrdiff_t rows, ptrdiff_t layer);

/* What is added to and read from the fields, by node (row * stride + column), in order of rows.
   first_source[row] and first_receiver[row] count those in rows before, for 0...rows. */
struct yee_ports {
  const int32_t *sources, *first_source;
  const float *drive; /* sources x steps: added to Ez at the end of a step */
  const int32_t *receivers, *first_receiver;
  float *record; /* receivers x steps: Ez at the end of a step */
  ptrdiff_t steps;
};

/* Runs the steps first..<first + count of the ports' drive and record.

   Steps follow each other over the rows in a wave, so that a row is worked on several times while it
   is in the cache; every value is computed from the same numbers as if step followed step. */
void yee_advance(
    float *block, const struct yee_grid *grid, const struct yee_ports *ports, ptrdiff_t first,
    ptrdiff_t count);

#endif
