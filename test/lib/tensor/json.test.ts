import { nn, ones, type Tensor, tensor } from "sinapse";
import { expect, test } from "vitest";

test("JSON.stringify writes a tensor's numbers, of which tensor() makes it again", () => {
  const same: Tensor[] = [
    tensor(0.1),
    tensor([]),
    tensor([1, -2.5]),
    ones([2, 1, 3]).div(3).transpose(),
  ];
  for (const x of same) {
    const text = JSON.stringify(x);
    expect(text).toBe(JSON.stringify(x.tolist()));
    const copy = tensor(JSON.parse(text));
    expect([copy.shape, copy.tolist()]).toEqual([x.shape, x.tolist()]);
  }
  const exact = tensor([Math.PI], { dtype: "float64", requiresGrad: true });
  expect(JSON.stringify({ exact })).toBe(`{"exact":[${Math.PI}]}`);
});

test("JSON.stringify writes what a model has learnt, by name", () => {
  const model = nn.sequential(nn.linear(2, 3), nn.batchNorm(3), nn.linear(3, 1));
  const read: Record<string, number[]> = JSON.parse(JSON.stringify(model));
  const saved = model.stateDict();
  expect(Object.keys(read)).toEqual(Object.keys(saved));
  for (const [name, x] of Object.entries(saved)) expect(read[name], name).toEqual(x.tolist());
});

test("a number that JSON cannot write is an error that says what can", () => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    const write = () => JSON.stringify({ w: tensor([[1, value]]) });
    expect(write).toThrow(
      new RegExp(`^JSON.stringify: a tensor of shape \\[1, 2\\] holds ${value}.*nn\\.save\\(`),
    );
  }
});
