import { inspect } from "node:util";
import {
  arange,
  eye,
  full,
  Generator,
  linspace,
  manualSeed,
  rand,
  randn,
  type Tensor,
  tensor,
  useBackend,
  zeros,
} from "sinapse";
import { expect, test } from "vitest";

test("tensors are made from ranges, constants and typed arrays", () => {
  expect(arange(4).tolist()).toEqual([0, 1, 2, 3]);
  expect(arange(1, 2, 0.25).tolist()).toEqual([1, 1.25, 1.5, 1.75]);
  expect(linspace(-1, 1, 5).tolist()).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(eye(2).tolist()).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(full([2], 7, { dtype: "float64" }).data).toEqual(Float64Array.of(7, 7));
  expect(tensor(Float32Array.of(1, 2)).tolist()).toEqual([1, 2]);
});

test("slices and positions follow Python's rules", () => {
  const x = arange(12).reshape([3, 4]);
  expect(x.at(-1).tolist()).toEqual([8, 9, 10, 11]);
  expect(x.at(1, -2).item()).toBe(6);
  expect(x.slice([1]).tolist()).toEqual([
    [4, 5, 6, 7],
    [8, 9, 10, 11],
  ]);
  expect(x.slice([], [-1]).tolist()).toEqual([[3], [7], [11]]);
  expect(x.slice([0, 2], [0, 4, 2]).tolist()).toEqual([
    [0, 2],
    [4, 6],
  ]);
  expect(x.slice([5, 9]).shape).toEqual([0, 4]);
});

test("the same seed gives the same bits, and they are these", () => {
  expect(rand([3], { seed: 42 }).tolist()).toEqual(rand([3], { seed: 42 }).tolist());
  manualSeed(7);
  const first = randn([5]).tolist();
  manualSeed(7);
  expect(randn([5]).tolist()).toEqual(first);
  expect(randn([5]).tolist()).not.toEqual(first);
  expect(rand([3], { seed: 1 }).tolist()).toMatchInlineSnapshot(`
    [
      0.09156948328018188,
      0.5061977505683899,
      0.8881927728652954,
    ]
  `);
});

test("a list filled at once holds the numbers that one by one would have come", () => {
  const [filled, single] = [new Generator(3), new Generator(3)];
  const values = new Float64Array(5);
  filled.fillUniform(values);
  expect([...values, filled.uniform()]).toEqual(Array.from({ length: 6 }, () => single.uniform()));
});

test("normal numbers have mean 0 and variance 1, uniform ones mean ½ and variance ¹⁄₁₂", () => {
  const n = randn([100_000], { seed: 3 });
  expect(n.mean().item()).toBeCloseTo(0, 1);
  expect(n.variance().item()).toBeCloseTo(1, 1);
  const u = rand([100_000], { seed: 3 });
  expect(u.mean().item()).toBeCloseTo(0.5, 2);
  expect(u.variance().item()).toBeCloseTo(1 / 12, 2);
});

test("training without fused multiply-add gives the same bits every time", () => {
  useBackend("wasm", { fusedMultiplyAdd: false });
  const train = (): number[] => {
    const x = randn([50, 8], { seed: 1 });
    const w = randn([8, 8], { seed: 2, requiresGrad: true });
    for (let i = 0; i < 20; i++) {
      x.matmul(w).tanh().mean().backward();
      w.assign(w.sub(w.grad));
      w.grad = null;
    }
    return w.tolist().flat();
  };
  const first = train();
  expect(train()).toEqual(first);
  expect(first[0]).toMatchInlineSnapshot(`-1.90617036819458`);
  useBackend("wasm");
});

test("a tensor prints its shape, its dtype and rounded numbers in columns", () => {
  expect(
    inspect(
      tensor([
        [1.23456, -2],
        [100, 0.5],
      ]),
    ),
  ).toBe(["Tensor [2, 2] float32", "    1.2346   -2.0000", "  100.0000    0.5000"].join("\n"));
  expect(String(tensor(3, { requiresGrad: true }))).toBe("Tensor [] float32, requires grad\n  3");
  expect(inspect(arange(100))).toBe("Tensor [100] float32\n   0   1   2   3   …  96  97  98  99");
  expect(inspect(zeros([2, 1, 1]))).toBe("Tensor [2, 1, 1] float32\n[0]\n  0\n[1]\n  0");
  expect(inspect(tensor([1e-7, 2e-7]))).toBe("Tensor [2] float32\n  1.000e-7  2.000e-7");
});

test("in a notebook a tensor is a table", () => {
  const display = (x: Tensor) =>
    (x as unknown as Record<symbol, () => Record<string, string>>)[
      Symbol.for("Jupyter.display")
    ]!();
  const bundle = display(tensor([[1, 2.5]]));
  expect(bundle["text/plain"]).toBe("Tensor [1, 2] float32\n  1.0000  2.5000");
  const html = bundle["text/html"] as string;
  expect(html).toContain("Tensor [1, 2] float32</caption>");
  expect(html.match(/<td[^>]*>[^<]*/g)?.map((cell) => cell.replace(/.*>/, ""))).toEqual([
    "1.0000",
    "2.5000",
  ]);
});
