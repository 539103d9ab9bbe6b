import { describe, expect, test } from "vitest";
import { toCodePoints, toUtf16 } from "../../../kernel/session/code-points.ts";

describe("positions", () => {
  // 🎉 is one code point and two UTF-16 units.
  const text = "a🎉b";

  test.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
  ])("code point %i stands at UTF-16 offset %i", (codePoint, offset) => {
    expect(toUtf16(text, codePoint)).toBe(offset);
    expect(toCodePoints(text, offset)).toBe(codePoint);
  });

  test("beyond the end counts as the end, before the start as the start", () => {
    expect(toUtf16(text, 99)).toBe(4);
    expect(toUtf16("ab", 99)).toBe(2);
    expect(toUtf16("ab", -1)).toBe(0);
  });
});
