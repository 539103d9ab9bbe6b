import { describe, expect, test } from "vitest";
import { packed, rounded, table, thinned, vector } from "../../../lib/plot/parts/numbers.ts";

describe("reading numbers", () => {
  test("a tensor of shape [n, 1] is a vector", () => {
    const tensor = { shape: [3, 1], data: Float32Array.of(1, 2, 3) };
    expect(vector("line: y", tensor)).toEqual([1, 2, 3]);
  });

  test("a table that is no vector is refused with its shape", () => {
    const tensor = { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
    expect(() => vector("line: y", tensor)).toThrow(
      "line: y: shape [2, 2] is not a row of numbers",
    );
  });

  test("empty data is refused", () => {
    expect(() => vector("line: y", [])).toThrow("line: y is empty");
    expect(() => table("heatmap: values", [])).toThrow("heatmap: values is empty");
  });

  test("data that is all NaN is refused", () => {
    expect(() => vector("line: y", [Number.NaN, Number.NaN])).toThrow("no finite number");
  });

  test("rows of different length are refused with the row's number", () => {
    expect(() => table("heatmap: values", [[1, 2], [3]])).toThrow(
      "row 1 has 1 numbers, row 0 has 2",
    );
  });
});

describe("writing numbers small", () => {
  test("whole numbers stay exact, however large", () => {
    expect(rounded([123456789, 2])).toEqual([123456789, 2]);
  });

  test("small numbers keep four significant digits", () => {
    expect(rounded([0.000123456, 0.5])).toEqual([0.0001235, 0.5]);
  });

  test("close numbers stay apart by a ten-thousandth of their range", () => {
    // The range is 0.02, so steps of 0.000002 survive.
    expect(rounded([1000.01, 1000.010002, 1000.03])).toEqual([1000.01, 1000.010002, 1000.03]);
  });

  test("what is not finite becomes a gap", () => {
    expect(rounded([1, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([1, null, null]);
  });

  test("a packed matrix is the float32 bytes in base64 and its shape", () => {
    const { dtype, bdata, shape } = packed([1, 2, 3, 4, 5, 6], 3);
    expect([dtype, shape]).toEqual(["f4", "2, 3"]);
    const bytes = Uint8Array.from(Buffer.from(bdata, "base64"));
    expect(Array.from(new Float32Array(bytes.buffer))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("a packed number takes under 5.5 bytes", () => {
    // 4 bytes a float32, 4/3 for base64: 5.33.
    expect(packed(new Float32Array(900), 30).bdata.length / 900).toBeLessThan(5.5);
  });

  test("a thinned line keeps its ends, its spikes and its order", () => {
    const y = Array.from({ length: 100_000 }, (_, index) => Math.sin(index / 9000));
    y[54_321] = 9;
    const line = thinned(
      y.map((_, index) => index),
      y,
      2000,
    );
    expect(line.x.length).toBeLessThanOrEqual(2000);
    expect([line.x[0], line.x.at(-1)]).toEqual([0, 99_999]);
    expect(line.y).toContain(9);
    expect(line.x).toEqual([...line.x].sort((a, b) => a - b));
  });
});
