import { data, manualSeed, type Tensor } from "sinapse";
import { describe, expect, test } from "vitest";

/** Rows of a tensor of two axes as lists of numbers. */
const rows = (x: Tensor): number[][] => x.tolist() as number[][];
const radius = ([a, b]: number[]) => Math.hypot(a!, b!);

describe("generators", () => {
  test("xor is the truth table", () => {
    const { x, y } = data.xor();
    expect(x.tolist()).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(y.tolist()).toEqual([[0], [1], [1], [0]]);
  });

  test("xor with points makes clouds around the corners, of the corner's class", () => {
    const { x, y } = data.xor({ points: 100, noise: 0.05, seed: 1 });
    for (const [i, [a, b]] of rows(x).entries())
      expect(Math.round(a!) ^ Math.round(b!)).toBe(rows(y)[i]![0]);
  });

  test("moons without noise lie on two half circles", () => {
    const { x, y } = data.moons({ points: 50, noise: 0 });
    for (const [i, [a, b]] of rows(x).entries()) {
      const lower = rows(y)[i]![0] === 1;
      expect(lower ? radius([a! - 1, b! - 0.5]) : radius([a!, b!])).toBeCloseTo(1, 6);
    }
  });

  test("circles without noise lie on two rings, and no point is there twice", () => {
    const { x, y } = data.circles({ points: 50, factor: 0.3, noise: 0 });
    for (const [i, point] of rows(x).entries())
      expect(radius(point)).toBeCloseTo(rows(y)[i]![0] === 1 ? 0.3 : 1, 6);
    expect(new Set(rows(x).map(String)).size).toBe(50);
  });

  test("spirals end at radius 1, each class at its own angle", () => {
    const { x, y } = data.spirals({ points: 30, classes: 3, noise: 0 });
    expect(rows(x).slice(-3).map(radius)).toEqual([1, 1, 1].map((r) => expect.closeTo(r, 6)));
    expect(y.shape).toEqual([30]);
  });

  test("blobs spread by the noise asked for around centres on a circle of radius 2", () => {
    const { x, y } = data.blobs({ points: 3000, classes: 3, noise: 0.5, seed: 1 });
    for (const label of [0, 1, 2]) {
      const cloud = rows(x).filter((_, i) => y.data[i] === label);
      const mean = [0, 1].map((axis) => cloud.reduce((s, p) => s + p[axis]! / cloud.length, 0));
      const variance = cloud.reduce((s, p) => s + (p[0]! - mean[0]!) ** 2 / cloud.length, 0);
      expect(radius(mean)).toBeCloseTo(2, 1);
      expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
    }
  });

  test("sine is evenly spaced in x and exact without noise", () => {
    const { x, y } = data.sine({ points: 5, from: 0, to: 2, frequency: 3, noise: 0 });
    expect(x.tolist()).toEqual([[0], [0.5], [1], [1.5], [2]]);
    expect(y.at(1, 0).item()).toBeCloseTo(Math.sin(1.5), 6);
  });

  test("any first part of the points is balanced", () => {
    const { y } = data.moons({ points: 100 });
    expect(y.slice([0, 10]).sum().item()).toBe(5);
  });

  test("the same seed gives the same bits, another seed others", () => {
    const make = (seed: number) => data.moons({ seed }).x.tolist();
    expect(make(7)).toEqual(make(7));
    expect(make(7)).not.toEqual(make(8));
  });

  test("without a seed they follow manualSeed", () => {
    const make = () => data.spirals().x.tolist();
    manualSeed(5);
    const first = make();
    expect(make()).not.toEqual(first);
    manualSeed(5);
    expect(make()).toEqual(first);
  });
});
