/**
 * The type of the numbers, and the integer of its size. The build compiles all kernels twice: as
 * they stand here for float32, and with this file exchanged for its float64 twin.
 */
export type real = f32;
export type bits = i32;
