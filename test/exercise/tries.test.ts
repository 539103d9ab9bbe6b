import { exercise, plot } from "sinapse";
import { afterEach, describe, expect, it } from "vitest";

const told = (tries: exercise.Tries) =>
  Object.fromEntries(tries.rows.map((row) => [row.change, row]));

describe("the author's checker", () => {
  afterEach(() => plot.language("en"));

  it("finds nothing in an exercise with one right number", () => {
    const check = exercise.create({ expected: 0.95, because: "", otherwise: "no" });
    expect(exercise.tryAnswers(check, 0.95).misjudged).toEqual([]);
  });

  it.each([
    ["doubled", 1.9],
    ["negated", -0.95],
    ["percent", 95],
    ["one more", 1.95],
    ["rounded to 1", 0.9],
    ["cut after 1", 0.9],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["empty list", []],
    ["decimal comma in a list", [0, 95]],
    ["in quotes with a comma", "0,95"],
    ["zero", 0],
  ])("tries the right number %s", (change, answer) => {
    const check = exercise.create({ expected: 0.95, because: "", otherwise: "no" });
    const row = told(exercise.tryAnswers(check, 0.95))[change]!;
    if (Array.isArray(answer) || typeof answer === "string") expect(row.answer).toEqual(answer);
    else if (Number.isFinite(answer)) expect(row.answer).toBeCloseTo(answer, 12);
    else expect(row.answer).toBe(answer);
    expect(row.verdict).not.toBe("right");
    expect(row.message).not.toBe("");
  });

  it("finds a test of numbers that is too lax, and one that is too strict", () => {
    const lax = exercise.create<number>({ expected: (n) => n > 0, because: "", otherwise: "no" });
    const changes = exercise.tryAnswers(lax, 2.5).misjudged.map(({ change }) => change);
    expect(changes).toEqual(expect.arrayContaining(["doubled", "one more", "one"]));
    const strict = exercise.create<number>({
      expected: (n) => n === Math.LN2,
      because: "",
      otherwise: "no",
    });
    const refused = exercise.tryAnswers(strict, Math.LN2).misjudged.map(({ change }) => change);
    expect(refused).toEqual(expect.arrayContaining(["in 32 bits", "rounded to 3"]));
  });

  it("finds a test of lists that forgets how long they are", () => {
    const check = exercise.create<number[]>({
      expected: ([a, b]) => a === 1 && b === 2,
      because: "",
      otherwise: "no",
    });
    const changes = exercise.tryAnswers(check, [1, 2]).misjudged.map(({ change }) => change);
    expect(changes).toEqual(["a zero added", "a one added", "twice over"]);
  });

  it("finds a test of functions that an empty list passes", () => {
    const check = exercise.create<(x: number) => number[]>({
      expected: (f) => f(3).every((value) => value === 3),
      because: "",
      otherwise: "no",
    });
    const changes = exercise.tryAnswers(check, (x) => [x]).misjudged.map(({ change }) => change);
    expect(changes).toContain("always []");
  });

  it("tries functions that are constant, stop, give nothing or spoil their inputs", () => {
    const check = exercise.create<(list: number[]) => number>({
      cases: [
        { inputs: [[1, 2]], expected: 2 },
        { inputs: [[5]], expected: 1 },
      ],
      because: "",
    });
    const tries = exercise.tryAnswers(check, (list) => list.length);
    expect(tries.misjudged).toEqual([]);
    const rows = told(tries);
    expect(rows["right, and spoils its inputs"]!.verdict).toBe("right");
    expect(rows["always the result of case 1"]!.message).toBe("For [5]: expected 1; came 2.");
    expect(rows["stops with an error"]!.verdict).toBe("failed");
    expect(rows["always undefined"]!.message).toContain("return");
    expect(rows["the placeholder"]!.verdict).toBe("blank");
    expect(rows["wrong in case 2 alone"]!.message).toBe("For [5]: expected 1; came 1.001.");
  });

  it("shows a table, in both languages, with what is in the answers escaped", () => {
    const check = exercise.create({ expected: "<b>", because: "", otherwise: "no" });
    const tries = exercise.tryAnswers(check, "<b>") as unknown as {
      [Symbol.toPrimitive]?: never;
    } & Record<symbol, () => Record<string, string>>;
    const html = tries[Symbol.for("Jupyter.display")]!()["text/html"]!;
    expect(html).toContain("&lt;b&gt;");
    expect(html).not.toContain("<b>");
    plot.language("pt");
    expect(String(tries)).toMatch(/^Mudança \| Resposta/);
  });
});
