import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nn, ones, tensor } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sinapse-save-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
const model = (seed: number) =>
  nn.sequential(nn.linear(2, 3, { seed }), nn.batchNorm(3), nn.linear(3, 1, { seed: seed + 1 }));

describe("save and load", () => {
  for (const format of ["json", "safetensors"])
    test(`${format} gives back the same bits`, () => {
      const path = join(folder, `model.${format}`);
      const [saved, loaded] = [model(1), model(5)];
      saved(ones([4, 2]).add(1)); // moves the running statistics
      nn.save(saved, path);
      nn.load(loaded, path);
      const values = (m: nn.Layer) =>
        Object.entries(m.stateDict()).map(([name, t]) => [name, ...t.data]);
      expect(values(loaded)).toEqual(values(saved));
    });

  test("tensors by name can be saved without a model, in float64 too", () => {
    const path = join(folder, "tensors.safetensors");
    nn.save({ pi: tensor([Math.PI], { dtype: "float64" }) }, path);
    expect(nn.readTensors(path).pi!.item()).toBe(Math.PI);
  });
});

describe("safetensors", () => {
  test("reads every type of number that PyTorch wrote", () => {
    const read = nn.readTensors(fixture("types.safetensors"));
    expect(read.double!.dtype).toBe("float64");
    expect(read.double!.tolist()).toEqual([[1.5, -2]]);
    expect(read.brain!.tolist()).toEqual([0.15625]);
    expect(read.long!.item()).toBe(7);
    expect(read.flag!.tolist()).toEqual([1, 0]);
    expect(read.empty!.shape).toEqual([0, 2]);
  });

  // verify.py loads this file in PyTorch and compares the model's output with the one below.
  test("writes the very bytes that PyTorch was seen to load", () => {
    const path = join(folder, "ours.safetensors");
    const weight = [
      [0.5, -1.25],
      [2, 0.75],
      [-0.5, 1],
    ];
    const ours = nn.sequential(
      nn.linear(2, 3, { weight, bias: [0.25, -0.5, 1] }),
      nn.batchNorm(3),
      nn.tanh(),
      nn.linear(3, 1, { weight: [[1, -2, 0.5]], bias: [0.125] }),
    );
    const x = tensor([
      [1, 2],
      [-3, 0.5],
    ]);
    ours(x);
    nn.save(ours, path);
    expect(readFileSync(path)).toEqual(readFileSync(fixture("ours.safetensors")));
    const [first, second] = ours.eval()(x).data; // as in verify.py
    expect([first, second]).toEqual([expect.closeTo(-2.0854981, 5), expect.closeTo(1.6567308, 5)]);
  });
});

describe("what cannot be loaded says why", () => {
  const saved = join(folder, "saved.json");
  nn.save(model(1), saved);

  test("a model of other layers: what is missing and what is not part of it", () => {
    expect(() => nn.load(nn.sequential(nn.linear(2, 3)), saved)).toThrow(
      "loadStateDict: sequential: not part of the model: 1.weight, 1.bias, 1.running_mean",
    );
    expect(() => nn.linear(2, 3).loadStateDict({ weight: ones([3, 2]) })).toThrow(
      "loadStateDict: linear(2, 3): missing bias.",
    );
  });

  test("a model of other sizes: both shapes, and nothing is changed", () => {
    const other = nn.sequential(nn.linear(2, 3), nn.batchNorm(3), nn.linear(3, 2));
    const before = other.layers[0].weight.tolist();
    expect(() => nn.load(other, saved)).toThrow(
      "loadStateDict: 2.weight has shape [2, 3], the saved one [1, 3].",
    );
    expect(other.layers[0].weight.tolist()).toEqual(before);
  });

  const damaged: [name: string, content: string | Uint8Array, message: string][] = [
    [
      "a.safetensors",
      "short",
      "load: a.safetensors: expected a safetensors file, found no header.",
    ],
    [
      "b.safetensors",
      readFileSync(fixture("network.safetensors")).subarray(0, 1600),
      "bytes, but there are",
    ],
    [
      "c.safetensors",
      Uint8Array.from([4, 0, 0, 0, 0, 0, 0, 0, 65, 66, 67, 68]),
      "load: c.safetensors: its header is no JSON object.",
    ],
    ["d.json", '{"a": ', "load: d.json: expected JSON:"],
    [
      "e.json",
      '{"a": {"dtype": "float32", "shape": [2], "values": [1]}}',
      'load: e.json: "a": expected dtype, shape and 2 values, found 1 values.',
    ],
  ];
  for (const [name, content, message] of damaged)
    test(`a damaged file (${name})`, () => {
      const path = join(folder, name);
      writeFileSync(path, content);
      expect(() => nn.readTensors(path)).toThrow(message);
    });

  test("a file of another format", () => {
    expect(() => nn.save(model(1), "model.bin")).toThrow(
      "save: expected a file name that ends in .json or .safetensors, got model.bin.",
    );
  });

  test("weights that are not finite have no JSON", () => {
    expect(() => nn.save({ w: tensor([Number.NaN]) }, join(folder, "nan.json"))).toThrow(
      'save: "w" holds a value that is not finite',
    );
  });
});
