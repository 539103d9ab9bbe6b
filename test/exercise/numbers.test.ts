import { exercise, plot, tensor } from "sinapse";
import { beforeEach, describe, expect, it } from "vitest";

const asks = (expected: number, more: { digits?: number; tolerance?: number } = {}) =>
  exercise.create<number>({ expected, because: "", otherwise: "no", ...more });

/** Numbers of all sizes, the same in each run. */
const numbers = Array.from({ length: 300 }, (_, i) => {
  const size = 10 ** ((i % 17) - 8);
  return (i % 3 === 0 ? -1 : 1) * (1 + ((i * 7919) % 8999) / 1000) * size * 1.000123;
});

const cutAfter = (value: number, digits: number) => {
  const [mantissa, exponent] = value.toExponential(15).split("e") as [string, string];
  const length = (value < 0 ? 1 : 0) + 1 + digits;
  return Number(`${mantissa.slice(0, length)}e${exponent}`);
};

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
            (other) =>
              (other >= digits && Number(expected.toPrecision(other)) === aside) ||
              (other > digits && cutAfter(expected, other) === aside),
          );
          if (Math.abs(unit / expected) > 1e-5 && !isRounding)
            expect(check(aside).right, `${aside} for ${expected}`).toBe(false);
        }
        expect(check(expected).right).toBe(true);
        expect(check(Math.fround(expected)).right).toBe(true);
      }
  });

  it("is right with more digits than are asked for, be they cut or wrong behind those", () => {
    for (const [expected, digits, ...given] of [
      [0.25 ** 10, 2, 9.5e-7, 9.54e-7, 0.0000009536, 9.536e-7],
      [0.8807970779778823, 4, 0.8808, 0.88079, 0.880797, 0.8807970779],
    ] as const)
      for (const answer of given) expect(asks(expected, { digits })(answer).right).toBe(true);
    expect(asks(0.8807970779778823, { digits: 4 })(0.8807).right).toBe(false);
    expect(asks(569 * Math.LN2, { digits: 4 })(394.3).right).toBe(false);
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
    const share = exercise.create<number>({
      expected: 0.9,
      percent: false,
      because: "",
      otherwise: "no",
    });
    expect(share(90)).toMatchObject({ right: false });
    expect(share(90).message).toContain("percent");
  });

  it("is not told to be in percent where nothing is a share", () => {
    for (const expected of [0.25, -0.2, 0.09, 1, 0.9])
      expect(asks(expected)(expected * 100).message).not.toContain("percent");
  });

  it("is told the same of a mistake in percent as of the share", () => {
    const check = exercise.create<number>({
      expected: 0.9,
      percent: true,
      because: "",
      otherwise: "no",
      hints: [
        { when: 9, say: "odds" },
        { when: 0.75, say: "one hour" },
        { when: 6 / 7, say: "sum" },
        { when: (p) => p > 1, say: "above 1" },
        { when: 1, say: "certain" },
      ],
    });
    const said = (answer: number) => check(answer).message;
    expect([9, 0.75, 75, 85.7, 0.857, 150, 100, 1, 80].map(said)).toEqual(
      "odds,one hour,one hour,sum,sum,above 1,certain,certain,no".split(","),
    );
  });

  it("rounded too much is said to be so, not to be a mistake that rounds to the same", () => {
    const check = exercise.create<number>({
      expected: 0.6278,
      digits: 2,
      because: "",
      otherwise: "no",
      hints: [{ when: 0.5987, say: "without biases" }],
    });
    expect(check(0.6).message).toContain("at least 2");
    expect(check(0.5987).message).toBe("without biases");
    expect(check(0.599).message).toBe("without biases");
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
