import { exercise, plot } from "sinapse";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const asks = (expected: unknown, more = {}) =>
  exercise.create<unknown>({ expected, because: "", otherwise: "no", ...more }) as (
    answer: unknown,
  ) => exercise.Feedback;

describe("habits that spoil a right answer", () => {
  beforeEach(() => plot.language("en"));
  afterEach(() => plot.language("en"));

  it("are told for thousands with a point, with what to write: 200 numbers", () => {
    for (let i = 0; i < 200; i++) {
      const meant = 1001 + ((i * i * 48_271) % 998_999);
      if (meant % 1000 === 0) continue;
      const { right, message } = asks(meant)(meant / 1000);
      expect(right).toBe(false);
      expect(message).toContain(`Write \`${meant}\`.`);
      expect(message).toContain(`\`${(meant / 1000).toFixed(3)}\``);
    }
    plot.language("pt");
    expect(asks(308_504)(308.504).message).toBe(
      "No programa o ponto separa as casas decimais, não os milhares: `308.504` vale 308,504. Escreva `308504`.",
    );
  });

  it("are told for whole thousands with a point, without the answer", () => {
    const { message } = asks(5000)(5);
    expect(message).toContain("If you wrote `5.000`");
    expect(message).not.toContain("5000");
  });

  it("are told for thousands with a point where a test judges the answer", () => {
    expect(asks((n: unknown) => n === 9200)(9.2).message).toContain("`9.200`");
  });

  it("are told for a decimal comma in lists", () => {
    expect(asks(0.5)([0, 5]).message).toContain("write `0.5`");
    expect(asks([1, -1, 0.5, -0.5])([1, -1, 0, 5, -0, 5]).message).toContain(
      "`[1, -1, 0.5, -0.5]`",
    );
    expect(asks([0.25, 0.25, 0.5])([0, 25, 0, 25, 0, 5]).message).toContain("`[0.25, 0.25, 0.5]`");
    expect(asks([-5, 10, -10])([-5, 10, -10, 0]).message).not.toContain("point");
  });

  it("are told for numbers in quotes", () => {
    for (const given of ["0,5", "0.5", "−0,5"])
      expect(asks(0.5)(given).message).toContain("quotes");
    expect(asks([1, 2])(["1", "2"]).message).toContain("quotes");
    expect(asks("0.5")("0.5").right).toBe(true);
  });

  it("are told for the other sign, cut digits and too few digits, where no hint fits", () => {
    const cost = asks(569 * Math.LN2, { digits: 4 });
    expect(cost(-394.4).message).toContain("sign");
    expect(cost(394.3).message).toBe("no");
    expect(cost(394.39).message).toBe("no");
    expect(cost(394).message).toContain("at least 4 significant digits");
    expect(asks(0.8807970779778823, { digits: 4 })(0.8807).message).toContain("cut off");
    const hinted = asks(2, { hints: [{ when: -2, say: "mine" }] });
    expect(hinted(-2).message).toBe("mine");
  });

  it("are told for lists of another length", () => {
    expect(asks([1, 2, 3])([1, 2]).message).toBe(
      "The answer is a list of 3 elements; yours has 2.",
    );
    const three = asks(() => true, { length: 3 });
    expect(three([1, 2, 3]).right).toBe(true);
    for (const bad of [[1, 2], [1, 2, 3, 0], ["1", "2", "3"], [[1, 2, 3]], 3, "123"])
      expect(three(bad).right).toBe(false);
  });

  it("never let a list that holds itself stop the cell, and read a long integer as a number", () => {
    const endless: unknown[] = [1];
    endless.push(endless);
    expect(asks([1, 2])(endless)).toMatchObject({ verdict: "wrong" });
    const two = exercise.create<() => unknown>({
      cases: [{ inputs: [], expected: 2 }],
      because: "",
    });
    expect(two(() => endless).right).toBe(false);
    expect(two(() => 2n).right).toBe(true);
    expect(asks(1024)(1024n).right).toBe(true);
  });

  it("never let an author's message that cannot be made stop the cell", () => {
    const check = asks((list: unknown) => (list as number[]).length === 9, {
      otherwise: (list: unknown) => `${(list as number[])[0]!.toFixed(1)}`,
    });
    expect(check({}).message).toBe("The answer does not have the form asked for.");
  });
});

describe("exercise.format", () => {
  afterEach(() => plot.language("en"));

  it.each([
    [0.10000000000000009, "0.1", "0,1"],
    [9241, "9,241", "9.241"],
    [1.2000000000000002, "1.2", "1,2"],
    [-0.5, "−0.5", "−0,5"],
    [-0, "0", "0"],
    [308504, "308,504", "308.504"],
    [9.5367e-7, "9.537 × 10⁻⁷", "9,537 × 10⁻⁷"],
    [Number.POSITIVE_INFINITY, "∞", "∞"],
    [[0.5, 1], "[0.5, 1]", "[0,5; 1]"],
    [[1, 2], "[1, 2]", "[1; 2]"],
    [[[0.5], [1]], "[[0.5], [1]]", "[[0,5]; [1]]"],
    ["não", '"não"', '"não"'],
  ])("writes %j as %s, in Portuguese as %s", (value, english, portuguese) => {
    plot.language("en");
    expect(exercise.format(value)).toBe(english);
    plot.language("pt");
    expect(exercise.format(value)).toBe(portuguese);
  });
});
