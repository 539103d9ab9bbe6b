import { gunzipSync, gzipSync } from "node:zlib";
import { Generator } from "sinapse";
import { expect, test } from "vitest";
import { gunzip } from "../../../lib/host/gunzip.ts";

// What unpacks in a browser, compared with Node's zlib.

const MiB = 2 ** 20;

/** Bytes that pack well, badly, or not at all. */
function bytes(source: Generator): Buffer {
  const kinds = source.below(3) === 0 ? 256 : 1 + source.below(4);
  const size = [0, 1, 100, 20_000, 100_000][source.below(5)]!;
  return Buffer.from(Uint8Array.from({ length: size }, () => source.below(kinds)));
}

test("unpacks what Node packs, in one member or several, at every level", () => {
  const source = new Generator(1);
  for (let i = 0; i < 60; i++) {
    const parts = Array.from({ length: 1 + source.below(3) }, () => bytes(source));
    const packed = Buffer.concat(parts.map((part) => gzipSync(part, { level: source.below(10) })));
    expect(Buffer.from(gunzip(packed, MiB)).equals(Buffer.concat(parts)), `${i}`).toBe(true);
  }
});

test("gives of a damaged file what it held, or what Node gives, or an error", () => {
  const source = new Generator(2);
  const originals = [
    gzipSync("1.7,65\n1.82,80\n".repeat(20)),
    gzipSync(Buffer.from(Uint8Array.from({ length: 60 }, () => source.below(256)))),
    Buffer.concat([gzipSync("one"), gzipSync("two")]),
    gzipSync(""),
  ];
  const outcome = (unpack: () => Uint8Array): string => {
    try {
      return Buffer.from(unpack()).toString("hex");
    } catch {
      return "an error";
    }
  };
  let errors = 0;
  for (let i = 0; i < 400; i++) {
    const original = originals[i % originals.length]!;
    const packed = Buffer.from(original);
    const at = source.below(packed.length);
    packed[at] = packed[at]! ^ (1 << source.below(8));
    const file = source.below(3) === 0 ? packed.subarray(0, at) : packed;
    const expected = outcome(() => gunzipSync(file, { maxOutputLength: MiB }));
    const found = outcome(() => gunzip(file, MiB));
    if (found === "an error") errors += 1;
    else if (found !== expected)
      expect(found, `byte ${at} of ${original.length}`).toBe(gunzipSync(original).toString("hex"));
  }
  expect(errors).toBeGreaterThan(100);
});

test("stops at the limit, in little memory, where a small file unpacks to 1 GiB", () => {
  const part = gzipSync(Buffer.alloc(32 * MiB, 32));
  const bomb = Buffer.concat(Array.from({ length: 32 }, () => part));
  const before = process.memoryUsage.rss();
  expect(() => gunzip(bomb, 16 * MiB)).toThrow(RangeError);
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * MiB);
  expect(gunzip(gzipSync(Buffer.alloc(1000)), 1000)).toHaveLength(1000);
});
