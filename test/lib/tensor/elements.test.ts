import { data, memoryUse, nn, ones, type Tensor, tensor, zeros } from "sinapse";
import { describe, expect, test } from "vitest";
import * as shaping from "../../../lib/tensor/operations/shaping.ts";

const square = () =>
  tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);

describe("set() writes what lies at positions, or in ranges", () => {
  type Index = Parameters<Tensor["set"]>[0];
  const cases: [index: Index, values: unknown, right: number[][]][] = [
    [
      [0, 1],
      9,
      [
        [1, 9, 3],
        [4, 5, 6],
      ],
    ],
    [
      [-1, -1],
      9,
      [
        [1, 2, 3],
        [4, 5, 9],
      ],
    ],
    [
      [1],
      [7, 8, 9],
      [
        [1, 2, 3],
        [7, 8, 9],
      ],
    ],
    [
      [1],
      0,
      [
        [1, 2, 3],
        [0, 0, 0],
      ],
    ],
    [
      [1],
      tensor([7, 8, 9]),
      [
        [1, 2, 3],
        [7, 8, 9],
      ],
    ],
    [
      [[], 0],
      [8, 9],
      [
        [8, 2, 3],
        [9, 5, 6],
      ],
    ],
    [
      [[], [1]],
      [
        [7, 8],
        [9, 0],
      ],
      [
        [1, 7, 8],
        [4, 9, 0],
      ],
    ],
    [
      [[], [0, 3, 2]],
      0,
      [
        [0, 2, 0],
        [0, 5, 0],
      ],
    ],
    [
      [[0, 0]],
      5,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [],
      5,
      [
        [5, 5, 5],
        [5, 5, 5],
      ],
    ],
    [
      [0, [-2]],
      new Float64Array([8, 9]),
      [
        [1, 8, 9],
        [4, 5, 6],
      ],
    ],
  ];
  test.each(cases)("%j", (index, values, right) => {
    for (const dtype of ["float32", "float64"] as const) {
      const x = square().to(dtype);
      const wanted = typeof values === "object" && "dtype" in (values as object);
      const given = wanted ? (values as Tensor).to(dtype) : values;
      expect(x.set(index, given as number)).toBe(x);
      expect(x.tolist()).toEqual(right);
    }
  });

  test("a single number of no axis", () => {
    expect(tensor(1).set([], 4).item()).toBe(4);
  });

  const errors: [what: string, call: (x: Tensor) => unknown, message: RegExp][] = [
    ["outside", (x) => x.set([2, 0], 1), /set: there is no position \[2, 0\] in shape \[2, 3\]/],
    ["fraction", (x) => x.set([0.5], 1), /set: there is no position \[0.5\]/],
    ["too many", (x) => x.set([0, 0, 0], 1), /set: 3 positions for the axes of \[2, 3\]/],
    ["no list", (x) => x.set(0 as never, 1), /set: the positions must be a list such as \[0\]/],
    ["bad range", (x) => x.set([[0.5]], 1), /set: start on axis 0/],
    ["too few values", (x) => x.set([0], [1, 2]), /set: expected values of shape \[3\], got \[2\]/],
    ["equal size", (x) => x.set([[], [1]], tensor([[1, 2, 3, 4]])), /set: .*\[1, 4\].*\[2, 2\]/],
    ["no number", (x) => x.set([0, 0], "9" as never), /set: expected a number, got the text "9"/],
    ["nothing", (x) => x.set([0, 0], undefined as never), /set: expected a number/],
  ];
  test.each(errors)("%s is an error, and changes nothing", (_, call, message) => {
    const x = square() as Tensor;
    expect(() => call(x)).toThrow(message);
    expect(x.tolist()).toEqual(square().tolist());
  });

  test("changes no other tensor that shares the numbers", () => {
    const x = square();
    const [row, flat] = [x.at(0), x.flatten()];
    x.set([0, 0], 9);
    expect([row.at(0).item(), flat.at(0).item(), x.at(0, 0).item()]).toEqual([1, 1, 9]);
  });

  test("needs no memory of its own for long", () => {
    const x = zeros([100]);
    const before = memoryUse().used;
    for (let i = 0; i < 10_000; i++) x.set([i % 100], i);
    expect(memoryUse().used - before).toBeLessThan(1000);
    expect(x.at(99).item()).toBe(9999);
  });
});

describe("what does not write, or read, elements says what does", () => {
  type Listed = Record<number, number>;
  const brackets = /has no brackets: read an element with x\.at\(0\)\.item\(\).*x\.set\(\[0\], 9\)/;

  test("brackets", () => {
    const x = ones([3]) as unknown as Listed;
    for (const i of [0, 1, 17, 999, -1]) {
      expect(() => x[i]).toThrow(brackets);
      expect(() => {
        x[i] = 9;
      }).toThrow(brackets);
    }
    let sum = 0;
    expect(() => {
      for (let i = 0; i < 3; i++) sum += x[i] as number;
    }).toThrow(brackets);
    expect(sum).toBe(0);
  });

  test("an assignment to a part", () => {
    const x = square();
    const parts = [x.at(0), x.at(0, 0), x.slice([0, 1]), x.slice([], [0, 2]), x.slice([], [])];
    for (const part of parts) {
      const write = () => (part as Tensor).assign(9);
      expect(write).toThrow(/part of another tensor.*x\.set\(\[0\], 9\).*detach\(\)/);
      expect(() => (part as Tensor).set([], 9)).toThrow(/x\.set\(/);
    }
    expect(x.tolist()).toEqual(square().tolist());
    const own = x.at(0).detach().assign([7, 8, 9]);
    expect(own.tolist()).toEqual([7, 8, 9]);
    // A parameter that was made from a part is one of its own.
    const w = x.slice([0, 1]) as Tensor;
    w.requiresGrad = true;
    expect(w.assign(0).sum().item()).toBe(0);
  });

  test("an assignment to the same numbers in another shape, whatever operation gave it", () => {
    const views: Record<string, (x: Tensor<[2, 3]>) => Tensor> = {
      at: (x) => x.at(0),
      expand: (x) => x.expand([2, 2, 3]),
      flatten: (x) => x.flatten(),
      reshape: (x) => x.reshape([3, 2]),
      slice: (x) => x.slice([0, 1]),
      transpose: (x) => x.transpose(),
    };
    const shown = Object.keys(shaping).filter((name) => name in tensor([0]));
    expect(Object.keys(views)).toEqual(shown.sort());
    for (const [name, view] of Object.entries(views)) {
      const x = square();
      const sentence = new RegExp(`another tensor, made by ${name}\\(\\).*x\\.set\\(\\[0\\], 9\\)`);
      expect(() => view(x).set([0], 9), name).toThrow(sentence);
      expect(() => view(x).assign(9), name).toThrow(`x.${name}(…).detach()`);
      expect(x.tolist()).toEqual(square().tolist());
      expect(() => view(x).detach().set([0], 9), name).not.toThrow();
      expect(() => view(x).add(1).assign(9), name).not.toThrow();
      expect(() => view(x).keep().assign(9), name).not.toThrow();
    }
    // What only ends in another shape within the library is the result of computing.
    const images = ones([1, 1, 4, 4]);
    const computed = [
      ones([2, 2, 3]).matmul(ones([3, 2])),
      ones([3]).matmul(ones([3, 2])),
      nn.linear(3, 2).freeze()(ones([2, 2, 3])),
      nn.batchNorm(3).eval().freeze()(square()),
      images.avgPool2d(2),
      square().sum(0),
      square().softmax(),
      square().to("float64"),
      data.iris().x,
      data.iris().y,
    ];
    for (const y of computed) expect(() => y.assign(9)).not.toThrow();
    const w = square();
    w.requiresGrad = true;
    w.reshape([3, 2]).transpose().flatten().sum().backward();
    expect(() => w.grad.assign(9)).not.toThrow();
  });

  test("the data, whose type can only be read", () => {
    const x = ones([3]);
    // @ts-expect-error: only permits reading
    x.data[0] = 9;
    // @ts-expect-error: no such method
    expect(typeof x.data.fill).toBe("function");
    const numbers: ArrayLike<number> = x.data;
    expect([numbers.length, Math.max(...x.data), x.data.map((v) => v * 2)[0]]).toEqual([3, 1, 2]);
    const mine: number[] = [...x.data];
    mine[0] = 9;
    expect(x.tolist()).toEqual([1, 1, 1]);
  });
});
