import { exercise, plot, tensor } from "sinapse";
import { beforeEach, describe, expect, it } from "vitest";

const asks = (expected: number, more: { digits?: number; tolerance?: number } = {}) =>
  exercise.create<number>({ expected, because: "", otherwise: "no", ...more });

/** Numbers of all sizes, the same in each run. */
const numbers = Array.from({ length: 300 }, (_, i) => {
  const size = 10 ** ((i % 17) - 8);
  return (i % 3 === 0 ? -1 : 1) * (1 + ((i * 7919) % 8999) / 1000) * size * 1.000123;
});

const infinities = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe("a number in an exercise", () => {
  beforeEach(() => plot.language("en"));

  it("is never right when it is not finite, whatever the tolerance", () => {
    for (const given of [...infinities, Number.NaN])
      for (const tolerance of [0, 1e-3, 0.1, 0.999])
        for (const expected of [0, 11, -2.5, 1e308])
          expect(asks(expected, { tolerance })(given).right).toBe(false);
  });

  it("is never right when it is not finite, in lists, in tensors, in tests and in what functions give", () => {
    const list = exercise.create({
      expected: [1, 2],
      because: "",
      otherwise: "no",
      tolerance: 0.5,
    });
    const any = exercise.create<number[]>({ expected: () => true, because: "", otherwise: "no" });
    const nested = exercise.create({ expected: [[1], [2]], because: "", otherwise: "no" });
    const f = exercise.create<() => number[]>({
      cases: [{ inputs: [], expected: [1] }],
      because: "",
      tolerance: 0.5,
    });
    for (const bad of [...infinities, Number.NaN]) {
      expect(list([1, bad]).right).toBe(false);
      expect(list(tensor([1, bad]) as unknown as number[]).right).toBe(false);
      expect(list(new Float64Array([bad, 2]) as unknown as number[]).right).toBe(false);
      expect(any([1, bad]).right).toBe(false);
      expect(nested([[1], [bad]]).right).toBe(false);
      expect(f(() => [bad]).right).toBe(false);
    }
    expect(list([1, Number.POSITIVE_INFINITY]).message).toContain("finite");
  });

  it("may be rounded rightly to the digits asked for, or to more, and no otherwise: 300 numbers", () => {
    for (const expected of numbers)
      for (const digits of [1, 2, 3, 4, 5]) {
        const check = asks(expected, { digits });
        for (let given = 1; given <= 8; given++) {
          const rounded = Number(expected.toPrecision(given));
          const exact = Math.abs(rounded - expected) <= 1e-6 * Math.abs(expected);
          const coarser = Number(expected.toPrecision(digits)) === rounded;
          expect(check(rounded).right, `${rounded} for ${expected} to ${digits}`).toBe(
            given >= digits || exact || coarser,
          );
          const unit = 10 ** (Math.floor(Math.log10(Math.abs(expected))) - given + 1);
          const aside = Number((rounded + unit).toPrecision(12));
          const isRounding = [1, 2, 3, 4, 5, 6, 7, 8].some(
            (other) => other >= digits && Number(expected.toPrecision(other)) === aside,
          );
          if (Math.abs(unit / expected) > 1e-5 && !isRounding)
            expect(check(aside).right, `${aside} for ${expected}`).toBe(false);
        }
        expect(check(expected).right).toBe(true);
        expect(check(Math.fround(expected)).right).toBe(true);
      }
  });

  it("takes a half to either side, as both are taught", () => {
    const check = asks(0.285, { digits: 2 });
    expect([0.28, 0.29, 0.27, 0.3].map((given) => check(given).right)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("must be exact where it is whole, and is right with what arithmetic leaves", () => {
    const check = asks(308_504);
    expect(check(308_505).right).toBe(false);
    expect(check(308_503).right).toBe(false);
    expect(check(308_504.0000001).right).toBe(true);
    expect(asks(400)(100 * (0.02 / 0.005)).right).toBe(true);
    expect(asks(0.3)(0.1 + 0.2).right).toBe(true);
    expect(asks(0)(0.1 + 0.2 - 0.3).right).toBe(true);
    expect(asks(-2)(-1.999).right).toBe(false);
  });

  it("may be in percent only where the exercise says so", () => {
    const both = exercise.create<number>({
      expected: 0.9,
      percent: true,
      because: "",
      otherwise: "no",
    });
    expect(both(90).right).toBe(true);
    expect(both(0.9).right).toBe(true);
    expect(asks(0.9)(90)).toMatchObject({ right: false });
    expect(asks(0.9)(90).message).toContain("percent");
  });

  it.each([
    [{ expected: Number.NaN }, /finite/],
    [{ expected: Number.POSITIVE_INFINITY }, /finite/],
    [{}, /either `expected` or `cases`/],
    [{ expected: 1, digits: 0 }, /digits/],
    [{ expected: 1, digits: 2.5 }, /digits/],
    [{ expected: 1, digits: 3, tolerance: 0.1 }, /either `digits` or `tolerance`/],
    [{ expected: 1, tolerance: -1 }, /tolerance/],
    [{ expected: 1, tolerance: Number.NaN }, /tolerance/],
  ])("is refused in the declaration %j", (part, message) => {
    expect(() => exercise.create({ because: "", otherwise: "", ...part })).toThrow(message);
  });
});
