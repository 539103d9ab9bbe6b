import { createHash } from "node:crypto";
import { manualSeed, nn, optim, rand, type Tensor, useBackend } from "sinapse";
import { expect, test } from "vitest";

// Without fused multiply-add every kernel rounds as IEEE 754 says, so that these bits come out on
// every machine and Node; they were stored by a run on Node 20, and found again on 22, 24 and 25.

/** Trains a small network with a bit of everything; gives its losses and its parameters. */
function training(): { losses: number[]; parameters: Tensor[] } {
  manualSeed(1);
  const x = rand([24, 1, 8, 8]);
  const y = rand([24]).greater(0.5);
  const model = nn.sequential(
    nn.conv2d(1, 4, 3, { padding: 1 }),
    nn.relu(),
    nn.maxPool2d(2),
    nn.flatten(),
    nn.linear(64, 17),
    nn.tanh(),
    nn.dropout(0.25),
    nn.linear(17, 2),
  );
  const optimizer = optim.adam(model.parameters(), { learningRate: 0.01 });
  const losses: number[] = [];
  for (let step = 0; step < 12; step++) {
    const start = (step % 3) * 8;
    const loss = nn.crossEntropy(model(x.slice([start, start + 8])), y.slice([start, start + 8]));
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    losses.push(loss.item());
  }
  return { losses, parameters: model.parameters() };
}

const bitsOf = (values: ArrayLike<number>): string[] =>
  Array.from(new Uint32Array(Float32Array.from(values).buffer), (bits) => bits.toString(16));

const fingerprint = (parameters: Tensor[]): string => {
  const hash = createHash("sha256");
  for (const { data } of parameters) hash.update(bitsOf(data).join());
  return hash.digest("hex").slice(0, 16);
};

test("without fused multiply-add a seed gives the same bits everywhere", () => {
  useBackend("wasm", { fusedMultiplyAdd: false });
  const { losses, parameters } = training();
  expect(bitsOf(losses)).toEqual([
    "3f28e8cf",
    "3f4877a8",
    "3f3befed",
    "3f467d6c",
    "3f24af44",
    "3f2a4cb5",
    "3f4518a5",
    "3f2c2534",
    "3f22a2d2",
    "3f3dee02",
    "3f2ced55",
    "3f22b51e",
  ]);
  expect(fingerprint(parameters)).toBe("8c4167635ae778b6");
});

test.for([true, false])("a second run gives the bits of the first (fused: %s)", (fused) => {
  useBackend("wasm", { fusedMultiplyAdd: fused });
  const [first, second] = [training(), training()];
  expect(bitsOf(second.losses)).toEqual(bitsOf(first.losses));
  expect(fingerprint(second.parameters)).toBe(fingerprint(first.parameters));
});

test("with fused multiply-add only the last bits differ", () => {
  useBackend("wasm", { fusedMultiplyAdd: false });
  const plain = training().losses;
  useBackend("wasm", { fusedMultiplyAdd: true });
  training().losses.forEach((loss, i) => {
    expect(Math.abs(loss - plain[i]!)).toBeLessThan(1e-5);
  });
});
