import { exercise, plot } from "sinapse";
import { beforeEach, describe, expect, it } from "vitest";

const parameters = exercise.create({
  expected: 11,
  because: "4 + 4 + 3",
  hints: [
    { when: 8, say: "And the bias of each neuron?" },
    { when: (n) => n < 0, say: (n) => `There cannot be ${n} parameters.` },
  ],
  otherwise: "Count the weights of each neuron.",
});

describe("an exercise", () => {
  beforeEach(() => {
    plot.language("en");
  });

  it("says why a right answer is right", () => {
    expect(parameters(11)).toMatchObject({ verdict: "right", right: true, message: "4 + 4 + 3" });
  });

  it("answers a known mistake with the hint that fits it", () => {
    expect(parameters(8).message).toBe("And the bias of each neuron?");
  });

  it("can speak about the student's own value", () => {
    expect(parameters(-3).message).toBe("There cannot be -3 parameters.");
  });

  it("has a word for every other wrong answer", () => {
    expect(parameters(12)).toMatchObject({
      verdict: "wrong",
      message: "Count the weights of each neuron.",
    });
  });

  it("takes a placeholder for no answer, not for a wrong one", () => {
    expect(parameters(Number.NaN).verdict).toBe("blank");
  });

  it("sees that a function still has the placeholder in it", () => {
    const double = exercise.create<(x: number) => number>({
      expected: (f) => f(2) === 4,
      because: "",
      otherwise: "",
    });
    expect(double((_x) => NaN).verdict).toBe("blank");
    expect(double((x) => x + 1).verdict).toBe("wrong");
    expect(double((x) => (Number.isNaN(x) ? 0 : 2 * x)).verdict).toBe("right");
  });

  it("compares lists element by element", () => {
    const and = exercise.create({ expected: [0, 0, 0, 1], because: "AND", otherwise: "no" });
    expect(and([0, 0, 0, 1]).right).toBe(true);
    expect(and([0, 1, 1, 1]).right).toBe(false);
    expect(and([0, 0, 0]).right).toBe(false);
  });

  it("compares words without regard to case and outer spaces", () => {
    const slope = exercise.create({ expected: "não", because: "sim", otherwise: "no" });
    expect(slope(" NÃO ").right).toBe(true);
  });

  it("asks a test about an answer that is a function", () => {
    const not = exercise.create<(x: number) => number>({
      expected: (f) => f(0) === 1 && f(1) === 0,
      because: "1 − x",
      hints: [{ when: (f) => f(0) === 0, say: "That is the identity." }],
      otherwise: "no",
    });
    expect(not((x) => 1 - x).right).toBe(true);
    expect(not((x) => x).message).toBe("That is the identity.");
  });

  it("shows the error of an answer whose code stops", () => {
    const any = exercise.create<() => number>({
      expected: (f) => f() === 1,
      because: "",
      otherwise: "no",
    });
    const broken = () => {
      throw new Error("x is not defined");
    };
    expect(any(broken)).toMatchObject({ verdict: "failed", message: "x is not defined" });
  });

  it("speaks Portuguese when asked to", () => {
    plot.language("pt");
    expect(String(parameters(8))).toBe("✗ Ainda não. And the bias of each neuron?");
  });

  it("shows itself as HTML with the student's text escaped, and as plain text", () => {
    const echo = exercise.create<string>({
      expected: "x",
      because: "",
      otherwise: (answer) => `\`${answer}\` & more`,
    });
    const feedback = echo("<b>") as unknown as Record<symbol, () => Record<string, string>>;
    const bundle = feedback[Symbol.for("Jupyter.display")]!();
    expect(bundle["text/html"]).toContain("<code>&lt;b&gt;</code> &amp; more");
    expect(bundle["text/plain"]).toBe("✗ Not yet. `<b>` & more");
  });
});
