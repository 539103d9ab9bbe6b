import { exercise, plot } from "sinapse";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

type Share = (classes: number[], from: number) => number;

const share = exercise.create<Share>({
  cases: [
    { inputs: [[1, 1, 0], 0.5], expected: 0.5 },
    { inputs: [[3, 3], 0.25], expected: 0.75 },
    { inputs: [[7], 1234.5], expected: 0.75, called: "the last" },
  ],
  names: ["classes", "from"],
  because: "right",
  hints: [{ like: [() => 1, () => 2], say: "always the same" }],
});
const right: Share = (_, from) => (from === 0.5 ? 0.5 : 0.75);

describe("an exercise with cases", () => {
  beforeEach(() => plot.language("en"));
  afterEach(() => plot.language("en"));

  it("accepts a function that gives what is expected in every case", () => {
    expect(share(right)).toMatchObject({ right: true, message: "right" });
  });

  it("shows the case that failed, not the first", () => {
    expect(share((_, from) => (from === 0.25 ? 0.3 : right(_, from))).message).toBe(
      "For classes = [3, 3] and from = 0.25: expected 0.75; came 0.3.",
    );
    expect(share(() => 0.5).message).toContain("expected 0.75; came 0.5");
    expect(share((_, from) => (from > 1 ? 5 : right(_, from))).message).toBe(
      "For the last: expected 0.75; came 5.",
    );
  });

  it("writes its numbers in the notebook's language", () => {
    plot.language("pt");
    expect(share(() => -1234.5678).message).toBe(
      "Para classes = [1; 1; 0] e from = 0,5: esperava 0,5; veio −1.235.",
    );
  });

  it("writes as many digits as it takes to see the difference", () => {
    for (const aside of [1e-2, 1e-3, 1e-4, 1e-5, 2e-6]) {
      const { message } = share((_, from) => right(_, from) + aside);
      const [, expected, came] = /expected (\S+); came (\S+)\.$/.exec(message)!;
      expect(came).not.toBe(expected);
    }
  });

  it("takes no empty, shorter or longer list for the right one", () => {
    const pair = exercise.create<(x: number) => number[]>({
      cases: [{ inputs: [1], expected: [1, 2] }],
      because: "",
    });
    expect(pair((x) => [x, 2]).right).toBe(true);
    for (const given of [[], [1], [1, 2, 3], [[1, 2]], [1, "2"]]) {
      expect(pair(() => given as number[]).right).toBe(false);
    }
    expect(pair(() => []).message).toBe("For 1: expected [1, 2]; came [].");
  });

  it("asks for a return where nothing came, and explains NaN", () => {
    expect(share((() => undefined) as unknown as Share).message).toContain(
      "Is a `return` missing?",
    );
    const nothing = Number("x");
    expect(share(() => nothing)).toMatchObject({ verdict: "wrong" });
    expect(share(() => nothing).message).toContain("index outside of its list");
  });

  it("calls a function blank whose placeholder gives NaN, not one that only compares with it", () => {
    expect(share(() => NaN).verdict).toBe("blank");
    expect(share((_, from) => (from === 0.5 ? NaN : NaN)).verdict).toBe("blank");
    // biome-ignore lint/suspicious/noGlobalIsNan: as students write it
    expect(share((_, from) => (isNaN(from) ? NaN : right(_, from))).verdict).toBe("right");
  });

  it("tells in which case the code stopped, with its message", () => {
    const stops: Share = (_, from) => {
      if (from > 1) throw new Error("too much");
      return right(_, from);
    };
    expect(share(stops)).toMatchObject({ verdict: "failed", message: "For the last: too much" });
  });

  it("gives each case its own inputs, whatever the function does to them", () => {
    const longest = exercise.create<(list: number[]) => number>({
      cases: [1, 2].map(() => ({ inputs: [[3, 1, 2]] as [number[]], expected: 3 })),
      because: "",
    });
    const spoils = (list: number[]) => {
      const length = list.length;
      list.length = 0;
      return length;
    };
    for (let time = 0; time < 3; time++) expect(longest(spoils).right).toBe(true);
    expect(longest((list) => list.splice(0).length - 3).message).toContain("For [3, 1, 2]");
  });

  it("answers with the hint of a mistake that gives the same in every case", () => {
    expect(share(() => 2).message).toBe("always the same");
    expect(share((_, from) => (from > 1 ? 3 : 2)).message).toContain("came 2");
  });

  it("wants the function itself, not what it gives", () => {
    expect(share(0.5 as unknown as Share).message).toContain("without calling it");
  });

  it("adds what the author says in otherwise to the case that failed", () => {
    const check = exercise.create<() => number>({
      cases: [{ inputs: [], expected: 1 }],
      because: "",
      otherwise: "Look again.",
    });
    expect(check(() => 3).message).toMatch(/expected 1; came 3\. Look again\.$/);
  });

  it("is refused without a case, with an infinite result, or with an expectation as well", () => {
    const one = { inputs: [] as const, expected: 1 };
    const create = (part: object) => () => exercise.create<() => number>({ because: "", ...part });
    expect(create({ cases: [] })).toThrow(/at least one case/);
    expect(create({ cases: [{ ...one, expected: Number.NaN }] })).toThrow(/finite/);
    expect(create({ cases: [one], expected: () => true })).toThrow(/either/);
  });
});
