import { Generator } from "sinapse";
import { expect, test } from "vitest";
import { fromBase64, toBase64 } from "../../../lib/base64.ts";

test("base64 is what Node's Buffer makes of the same bytes, and goes back", () => {
  const source = new Generator(3);
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length: length + 2 }, () => source.below(256)).subarray(1, -1);
    const text = toBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString("base64"));
    expect(fromBase64(text)).toEqual(bytes);
  }
});
