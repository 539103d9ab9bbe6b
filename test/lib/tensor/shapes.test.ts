import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  arange,
  concat,
  conv2d,
  eye,
  linspace,
  matmul,
  oneHot,
  ones,
  type Shape,
  stack,
  type Tensor,
  take,
  tensor,
  where,
  zeros,
} from "sinapse";
import { expect, expectTypeOf, test } from "vitest";

test("literals give their shape to the type", () => {
  expectTypeOf(tensor(5)).toEqualTypeOf<Tensor<[]>>();
  expectTypeOf(tensor([1, 2, 3])).toEqualTypeOf<Tensor<[3]>>();
  expectTypeOf(
    tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
  ).toEqualTypeOf<Tensor<[4, 2]>>();
  expectTypeOf(zeros([2, 3])).toEqualTypeOf<Tensor<[2, 3]>>();
  expectTypeOf(eye(3)).toEqualTypeOf<Tensor<[3, 3]>>();
  expectTypeOf(linspace(0, 1, 5)).toEqualTypeOf<Tensor<[5]>>();
  expectTypeOf(arange(5)).toEqualTypeOf<Tensor<[number]>>();
  const rows: number[][] = [[1], [2]];
  expectTypeOf(tensor(rows)).toEqualTypeOf<Tensor<[number, number]>>();
});

test("operations compute shapes at compile time", () => {
  const x = zeros([4, 2]);
  expectTypeOf(matmul(x, zeros([2, 3]))).toEqualTypeOf<Tensor<[4, 3]>>();
  expectTypeOf(x.matmul(zeros([2]))).toEqualTypeOf<Tensor<[4]>>();
  expectTypeOf(zeros([7, 4, 2]).matmul(zeros([2, 3]))).toEqualTypeOf<Tensor<[7, 4, 3]>>();
  expectTypeOf(x.add(zeros([2]))).toEqualTypeOf<Tensor<[4, 2]>>();
  expectTypeOf(zeros([4, 1]).mul(zeros([3]))).toEqualTypeOf<Tensor<[4, 3]>>();
  expectTypeOf(x.mul(2).exp().sigmoid()).toEqualTypeOf<Tensor<[4, 2]>>();
  expectTypeOf(x.sum()).toEqualTypeOf<Tensor<[]>>();
  expectTypeOf(x.sum(0)).toEqualTypeOf<Tensor<[2]>>();
  expectTypeOf(x.mean(-1)).toEqualTypeOf<Tensor<[4]>>();
  expectTypeOf(x.max(1, { keepDim: true })).toEqualTypeOf<Tensor<[4, 1]>>();
  expectTypeOf(x.transpose()).toEqualTypeOf<Tensor<[2, 4]>>();
  expectTypeOf(zeros([2, 3, 4]).transpose([2, 0, 1])).toEqualTypeOf<Tensor<[4, 2, 3]>>();
  expectTypeOf(x.reshape([8])).toEqualTypeOf<Tensor<[8]>>();
  expectTypeOf(x.reshape([2, -1])).toEqualTypeOf<Tensor<[2, number]>>();
  expectTypeOf(x.at(0)).toEqualTypeOf<Tensor<[2]>>();
  expectTypeOf(x.at(-1, 1)).toEqualTypeOf<Tensor<[]>>();
  expectTypeOf(x.slice([1, 3])).toEqualTypeOf<Tensor<[number, 2]>>();
  expectTypeOf(concat([x, x], 0)).toEqualTypeOf<Tensor<[number, 2]>>();
  expectTypeOf(stack([x, x])).toEqualTypeOf<Tensor<[number, 4, 2]>>();
  expectTypeOf(oneHot(tensor([1, 0]), 3)).toEqualTypeOf<Tensor<[2, 3]>>();
  expectTypeOf(take(x, [0, 1, 2])).toEqualTypeOf<Tensor<[number, 2]>>();
  expectTypeOf(where(x.greater(0), x, 0)).toEqualTypeOf<Tensor<[4, 2]>>();
  expectTypeOf(x.tolist()).toEqualTypeOf<number[][]>();
  const images = zeros([8, 1, 28, 28]);
  expectTypeOf(conv2d(images, zeros([4, 1, 3, 3]))).toEqualTypeOf<Tensor<[8, 4, number, number]>>();
});

test("a dimension that is only a number fits anything", () => {
  const some = (n: number) => zeros([n, 2]);
  expectTypeOf(some(4).matmul(zeros([2, 3]))).toEqualTypeOf<Tensor<[number, 3]>>();
  expectTypeOf(some(4).add(zeros([4, 2]))).toEqualTypeOf<Tensor<[4, 2]>>();
  expectTypeOf(some(4)).toMatchTypeOf<Tensor>();
  const twice = <S extends Shape>(x: Tensor<S>) => x.mul(2);
  expectTypeOf(twice(zeros([2, 3]))).toEqualTypeOf<Tensor<[2, 3]>>();
});

test("a dimension that is only a number is checked at run time, with both shapes", () => {
  const some = (...shape: number[]) => ones(shape);
  expect(() => matmul(some(4, 2), some(3, 5))).toThrow(
    "matmul: shapes [4, 2] and [3, 5] do not align: 2 ≠ 3. Transpose one of them?",
  );
  expect(() => some(4, 2).add(some(3))).toThrow(
    "add: shapes [4, 2] and [3] do not broadcast: 2 ≠ 3 on axis 1. Reshape or transpose one of them?",
  );
  expect(() => some(4).sum(1)).toThrow(
    "sum: a tensor of shape [4] has no axis 1. Its axes are 0 to 0, or −1 for the last.",
  );
  expect(() => some(4).reshape([3])).toThrow(
    "reshape: 4 numbers of shape [4] do not fit into [3].",
  );
  expect(() => some(4).at(4)).toThrow("at: there is no position [4] in shape [4].");
  expect(() => tensor([[1, 2], [3]])).toThrow(/tensor: the lists are ragged/);
  expect(() => some(2).item()).toThrow("item: a tensor of shape [2] holds 2 numbers, not one.");
  expect(() => some(2).backward()).toThrow(/backward: nothing that this tensor was computed from/);
  expect(() => some(2).grad).toThrow(/no gradient, since it was made without/);
  expect(() => some(2).to("float64").add(some(2))).toThrow(
    'add: dtypes float64 and float32 differ. Convert one of them with .to("float64").',
  );
});

test("mismatched literal shapes are compile errors that say what is wrong", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const folder = mkdtempSync(`${root}test/lib/tensor/shape-errors-`);
  try {
    writeFileSync(
      `${folder}/cell.ts`,
      [
        'import { matmul, zeros } from "sinapse";',
        "matmul(zeros([4, 2]), zeros([3, 5]));",
        "zeros([4, 2]).matmul(zeros([3]));",
        "zeros([4, 2]).add(zeros([3]));",
      ].join("\n"),
    );
    const config = { extends: `${root}tsconfig.json`, include: ["cell.ts"], exclude: [] };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
    const tsc = `${root}node_modules/typescript/bin/tsc`;
    const result = await promisify(execFile)(process.execPath, [tsc, "-p", folder], {
      cwd: folder,
    }).catch((error: { stdout: string }) => error);
    const lines = result.stdout.split("\n").filter((line) => /error TS/.test(line));
    const messages = result.stdout.match(/"[^"]*shapes[^"]*"/g) ?? [];
    expect(lines.map((line) => line.replace(/,.*/, ""))).toEqual([
      "cell.ts(2",
      "cell.ts(3",
      "cell.ts(4",
    ]);
    expect([...new Set(messages)]).toEqual([
      '"matmul: shapes [4, 2] and [3, 5] do not align: 2 ≠ 3"',
      '"matmul: shapes [4, 2] and [3] do not align: 2 ≠ 3"',
      '"shapes [4, 2] and [3] do not broadcast"',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
