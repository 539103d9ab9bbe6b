import { afterEach, expect, test } from "vitest";
import { plot } from "../../../lib/index.ts";

afterEach(() => plot.language("en"));

test("numbers are written as the language of the figures writes them", () => {
  expect(plot.formatNumber(-1234.56, 1)).toBe("−1,234.6");
  plot.language("pt");
  expect(plot.formatNumber(-1234.56, 1)).toBe("−1.234,6");
});

test("without decimals a number is rounded to a whole one", () => {
  expect(plot.formatNumber(2.5e6)).toBe("2,500,000");
  expect(plot.formatNumber(0.6)).toBe("1");
});

test("what is no number is still written", () => {
  expect(plot.formatNumber(Number.NaN, 2)).toBe("NaN");
  expect(plot.formatNumber(Number.NEGATIVE_INFINITY)).toBe("−∞");
});

test("a number of decimals that cannot be is named", () => {
  expect(() => plot.formatNumber(1, -1)).toThrow(
    "formatNumber: expected 0 to 100 decimals, got -1.",
  );
});
