import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add, matmul, nn, oneHot, ones, optim, type Tensor, tensor, where } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";

// Each error says what was given to what was called, what is expected, and what to do.

const folder = mkdtempSync(join(tmpdir(), "sinapse-arguments-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inside = (name: string) => join(folder, name);
const layer = nn.linear(2, 1);
const x = ones([2, 2]);
const list = layer.parameters();

describe("what is none of what is expected is named, with the cure", () => {
  const cases: [call: () => unknown, sentence: RegExp][] = [
    [
      () => nn.save(layer, inside("sub/m.json")),
      /^save: m\.json: there is no folder .*sub\. Make it first.*mkdirSync/,
    ],
    [
      () => nn.save({ a: 3 } as never, inside("x.json")),
      /^save: "a" must be a tensor, got 3\..*tensor\(/,
    ],
    [() => nn.save(x as never, inside("x.json")), /^save: expected a model.*got a tensor.*\{ x \}/],
    [() => nn.save(undefined as never, inside("x.json")), /^save: expected a model.*undefined/],
    [() => nn.save((() => 1) as never, inside("x.json")), /^save: expected a model.*function/],
    [
      () => nn.embedding(3, 2)(tensor([3])),
      /^embedding\(3, 2\): index 3 is not a whole number from 0 to 2\./,
    ],
    [() => oneHot(tensor([3]), 3), /^oneHot: index 3 is not a whole number from 0 to 2\./],
    [() => x.take([3]), /^take: index 3 is not a whole number from 0 to 1\./],
    [
      () => x.sum({ dim: 1 } as never),
      /^sum: the axis must be a whole number, got an object.*sum\(0\)/,
    ],
    [() => x.mean([0, 1] as never), /^mean: the axis must be a whole number, got a list of 2/],
    [() => x.softmax("1" as never), /^softmax: the axis must be a whole number, got the text "1"/],
    [() => optim.sgd(list, undefined as never), /^sgd: .*learning rate.*Pass \{ learningRate/],
    [() => optim.clipGradNorm(layer as never, 1), /^clipGradNorm: .*\.parameters\(\)/],
    [() => matmul(x, [1, 2] as never), /^matmul: expected a tensor, got a list of 2\..*tensor\(/],
    [() => where(x, "1" as never, 0), /^where: expected a tensor or a number, got the text "1"/],
  ];
  test.each(cases.map(([call, sentence]) => ({ call, sentence })))("$sentence", (each) => {
    expect(each.call).toThrow(each.sentence);
  });

  test("an operand", () => {
    for (const name of ["add", "sub", "mul", "div", "pow", "maximum", "less", "equal"] as const)
      for (const bad of [1n, "2", undefined, null, [1, 2], { a: 1 }]) {
        const call = () => (x as Tensor)[name](bad as never);
        expect(call, name).toThrow(new RegExp(`^${name}: expected a tensor or a number, got `));
      }
    expect(() => add(1, "2" as never)).toThrow(/^add: .*got the text "2"/);
    expect(() => add("2" as never, 1 as never)).toThrow(/^add: .*got the text "2"/);
  });

  const optimizers = {
    adam: optim.adam,
    adamW: optim.adamW,
    rmsProp: optim.rmsProp,
    sgd: optim.sgd,
  };
  test.each(Object.entries(optimizers))("what %s takes", (name, make) => {
    const given = (parameters: unknown, options: unknown = { learningRate: 0.1 }) => {
      return () => make(parameters as never, options as never);
    };
    expect(given(layer)).toThrow(
      `${name}: expected a list of tensors, got a layer. Pass layer.parameters()`,
    );
    expect(given(x)).toThrow(
      `${name}: expected a list of tensors, got a tensor. Pass it in a list`,
    );
    expect(given(undefined)).toThrow(
      `${name}: expected a list of tensors, got nothing (undefined).`,
    );
    expect(given([layer])).toThrow(`${name}: expected a list of tensors, got a layer in it. Pass`);
    expect(given(list, 0.1)).toThrow(
      `${name}: options are written as { learningRate: 0.1 }, got 0.1.`,
    );
    expect(given(list, null)).toThrow(
      `${name}: options are written as { learningRate: 0.1 }, got null.`,
    );
  });
});
