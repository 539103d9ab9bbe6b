import * as sinapse from "sinapse";
import { data, eye, full, memoryUse, nn, ones, rand, randn, tensor, zeros } from "sinapse";
import { expect, test } from "vitest";
import { allocate, free } from "../../../lib/backend/memory.ts";

const GiB = 2 ** 30;

/** Shapes of 4 GiB and more, among them those whose bytes wrap around to little or nothing in 32 bits. */
const shapes = [
  [GiB],
  [GiB + 1],
  [2 * GiB],
  [4 * GiB + 16],
  [1e10],
  [2 ** 40],
  [Number.MAX_SAFE_INTEGER],
  [65536, 65536],
  [65537, 65535],
  [2 ** 20, 2 ** 12, 2],
  [2 ** 16, 2 ** 16, 2 ** 16, 2 ** 16],
  [2 ** 31, 2 ** 31, 2 ** 31],
];

/** Whatever makes a tensor of a shape. */
const makers: Record<string, (shape: number[]) => unknown> = {
  zeros: (shape) => zeros(shape),
  "zeros, float64": (shape) => zeros(shape, { dtype: "float64" }),
  ones: (shape) => ones(shape),
  full: (shape) => full(shape, 7),
  rand: (shape) => rand(shape),
  randn: (shape) => randn(shape),
  expand: (shape) => tensor(1).expand(shape),
  "expand a row": (shape) => ones([...shape.map(() => 1), 2]).expand([...shape, 2]),
  "a parameter": (shape) => nn.init.fill(zeros(shape), nn.init.constant(1)),
};

test.each(Object.entries(makers))(
  "%s of 4 GiB or more is an error, and harms no tensor",
  (_, make) => {
    const witness = rand([1000], { seed: 1 });
    const before = witness.data;
    const { used } = memoryUse();
    for (const shape of shapes) {
      expect(() => make(shape), String(shape)).toThrow(/4 GiB/);
      const next = full([2000], 9);
      expect(witness.data).toEqual(before);
      expect(next.data.every((value) => value === 9)).toBe(true);
    }
    expect(memoryUse().used - used).toBeLessThan(2 ** 20);
  },
);

test("operations whose result would be 4 GiB or more are an error", () => {
  const column = ones([70_000, 1]);
  const row = ones([1, 70_000]);
  const results: Record<string, () => unknown> = {
    add: () => column.add(row),
    where: () => sinapse.where(column, row, 1),
    matmul: () => column.matmul(row),
    eye: () => eye(70_000),
    oneHot: () => zeros([70_000]).oneHot(70_000),
    take: () => ones([1, 70_000]).take(new Array(70_000).fill(0)),
    stack: () => sinapse.stack(new Array(70_000).fill(row)),
    concat: () => sinapse.concat(new Array(70_000).fill(row)),
    embedding: () => nn.embedding(70_000, 70_000),
    linear: () => nn.linear(70_000, 70_000),
    conv2d: () => ones([1, 1, 2000, 2000]).conv2d(ones([1, 1, 1000, 1000])),
    resizeImage: () => data.resizeImage(ones([2, 2, 1]), { height: 70_000, width: 70_000 }),
  };
  const before = column.data;
  for (const [name, make] of Object.entries(results)) {
    expect(make, name).toThrow(/4 GiB/);
    expect(column.data).toEqual(before);
  }
});

test("buffers of any size that fits lie apart from each other", () => {
  // Never written to: address space only.
  const sizes = [1, 1013, 2 ** 20 + 1, 2 ** 27, 2 ** 30 - 3, 2 ** 31 - 16, 100, 2 ** 28 + 7, 5000];
  const places = sizes.map((size) => ({ from: allocate(size), size }));
  places.sort((a, b) => a.from - b.from);
  places.forEach(({ from, size }, i) => {
    const next = places[i + 1]?.from ?? 4 * GiB - 1;
    expect(from).toBeGreaterThanOrEqual(2 ** 21);
    expect(from + size).toBeLessThanOrEqual(next);
  });
  expect(() => allocate(2 ** 30)).toThrow(/4 GiB/); // more than is left
  for (const { from, size } of places) free(from, size);
  const again = allocate(2 ** 31 - 16); // what was given back
  expect(places.map(({ from }) => from)).toContain(again);
  free(again, 2 ** 31 - 16);
  expect(zeros([3]).tolist()).toEqual([0, 0, 0]);
});
