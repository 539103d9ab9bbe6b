import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { crc32, deflateSync, gzipSync } from "node:zlib";
import { data, Generator, nn, type Tensor, tensor } from "sinapse";
import { describe, expect, test } from "vitest";

// Every reader, given files that are damaged in thousands of ways: what comes out is right, or an
// error that names the file; never a hang, and never much more memory than the file holds.

const folder = mkdtempSync(join(tmpdir(), "sinapse-damaged-"));
const MiB = 2 ** 20;

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG file in colour, whose packed pixels may be any. */
function png(width: number, height: number, packed?: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = () =>
    Uint8Array.from({ length: height * (1 + 3 * width) }, (_, i) =>
      i % (1 + 3 * width) === 0 ? (i / (1 + 3 * width)) % 5 : (i * 37) % 256,
    );
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", packed ?? deflateSync(pixels())),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A safetensors file with a header, and so many bytes of numbers. */
function safetensors(header: unknown, bytes: number): Buffer {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(bytes, 1)]);
}

function idx(shape: number[], bytes: number): Buffer {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.set([0, 0, 8, shape.length]);
  for (const [i, size] of shape.entries()) head.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([head, Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => i % 251))]);
}

const weights = {
  "0.weight": tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]) as Tensor,
  "0.bias": tensor([-1, 0.5]) as Tensor,
};
nn.save(weights, join(folder, "saved.json"));
nn.save(weights, join(folder, "saved.safetensors"));

/** Blanks, 1 GiB of them in 1 MiB. */
const part = gzipSync(Buffer.alloc(32 * MiB, 32));
const bomb = Buffer.concat(Array.from({ length: 32 }, () => part));

interface Format {
  extension: string;
  reader: string;
  bytes: Buffer;
  read(path: string): unknown;
  /** What is right for bytes that were read without an error, and what was read. */
  compare(bytes: Buffer, found: never): void;
}
const text = ["height,weight,name", "1.7,65,a", "1.82,80,b", "1.6,55,c", ""].join("\n");

const formats: Record<string, Format> = {
  IDX: {
    extension: "idx",
    reader: "readIdx",
    bytes: idx([3, 4, 2], 24),
    read: (path) => data.readIdx(path),
    compare(bytes, found: Tensor) {
      // Bytes, or of another type the same bytes: as many numbers as there are.
      const size = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 }[bytes[2] as number] as number;
      const start = 4 + 4 * (bytes[3] as number);
      expect(found.size * size).toBe(bytes.length - start);
      expect(found.shape).toEqual(
        Array.from({ length: bytes[3] as number }, (_, i) => bytes.readUInt32BE(4 + 4 * i)),
      );
      if (bytes[2] === 8) expect([...found.data]).toEqual([...bytes.subarray(start)]);
    },
  },
  CSV: {
    extension: "csv",
    reader: "readCsv",
    bytes: Buffer.from(text),
    read: (path) => data.readCsv(path),
    compare(bytes, found: data.Table) {
      const written = bytes.toString("utf8");
      if (written.includes('"') || written.includes("\r")) return;
      const lines = written
        .replace(/^\uFEFF/, "")
        .split("\n")
        .map((line) => line.split(","));
      const filled = lines.filter((l) => l.length > 1 || l[0]?.trim() !== "");
      expect(found.rows).toBe(filled.length - 1);
      expect(found.columns).toEqual(filled[0]?.map((field) => field.trim()));
      found.columns.forEach((column, i) => {
        expect(found.texts(column)).toEqual(filled.slice(1).map((line) => line[i]?.trim()));
      });
    },
  },
  PNG: {
    extension: "png",
    reader: "readImage",
    bytes: png(5, 7),
    read: (path) => data.readImage(path),
    compare(_, found: Tensor) {
      expect([...found.data]).toEqual([...pixels.data]); // its checksums cover everything
    },
  },
  JSON: {
    extension: "json",
    reader: "load",
    bytes: readFileSync(join(folder, "saved.json")),
    read: (path) => nn.readTensors(path),
    compare(bytes, found: Record<string, Tensor>) {
      const right = JSON.parse(bytes.toString("utf8"));
      expect(Object.keys(found)).toEqual(Object.keys(right));
      for (const [name, x] of Object.entries(found)) {
        const { shape, values, dtype = "float32" } = right[name];
        expect([x.shape, x.dtype]).toEqual([shape, dtype]);
        expect([...x.data]).toEqual(dtype === "float32" ? values.map(Math.fround) : values);
      }
    },
  },
  safetensors: {
    extension: "safetensors",
    reader: "load",
    bytes: readFileSync(join(folder, "saved.safetensors")),
    read: (path) => nn.readTensors(path),
    compare(bytes, found: Record<string, Tensor>) {
      const length = Number(bytes.readBigUInt64LE(0));
      const header = JSON.parse(bytes.subarray(8, 8 + length).toString("utf8"));
      let used = 0;
      for (const [name, x] of Object.entries(found)) {
        const { dtype, shape, data_offsets: offsets } = header[name];
        expect(x.shape).toEqual(shape);
        expect(offsets[0]).toBeGreaterThanOrEqual(0);
        used += offsets[1] - offsets[0];
        if (dtype !== "F32") continue;
        const right = Array.from({ length: x.size }, (_, i) =>
          bytes.readFloatLE(8 + length + offsets[0] + 4 * i),
        );
        expect([...x.data]).toEqual(right);
      }
      expect(used).toBe(bytes.length - 8 - length); // no byte twice, none left out
    },
  },
};
writeFileSync(join(folder, "pixels.png"), png(5, 7));
const pixels: Tensor = data.readImage(join(folder, "pixels.png"));

/** The bytes, damaged in one of the ways in which files are. */
function damaged(bytes: Buffer, source: Generator): Buffer {
  const result = Buffer.from(bytes);
  const at = source.below(bytes.length);
  const way = source.below(8);
  if (way === 0) return result.subarray(0, at);
  if (way === 1) return result.subarray(at);
  if (way === 2)
    return Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + source.below(4))]);
  if (way === 3)
    return Buffer.concat([result.subarray(0, at), result.subarray(Math.max(0, at - 9))]);
  if (way === 4) {
    const size = [0xffffffff, 0x7fffffff, 0x80000000, 0x10000, 0][source.below(5)] as number;
    if (at + 4 <= result.length)
      source.below(2) === 0 ? result.writeUInt32BE(size, at) : result.writeUInt32LE(size, at);
    return result;
  }
  if (way === 5) {
    const piece = ["-", "9999999999", "null", '"', "[", "{}", ",", "\n", "1e400", "\0", ": -4"];
    const put = Buffer.from(piece[source.below(piece.length)] as string);
    return Buffer.concat([result.subarray(0, at), put, result.subarray(at + source.below(3))]);
  }
  for (let i = 0; i <= source.below(4); i++) {
    const place = source.below(result.length);
    result[place] = (result[place] as number) ^ (1 << source.below(8));
  }
  return result;
}

function expectError(read: () => unknown, reader: string, path: string, about = /./): void {
  let message: string | undefined;
  try {
    read();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message, "there is an error").toBeDefined();
  expect(message).toMatch(new RegExp(`^${reader}: .*${basename(path)}`, "s"));
  expect(message).toMatch(about);
  expect((message as string).length).toBeLessThan(1000);
}

describe.each(Object.entries(formats))("%s", (name, format) => {
  const write = (bytes: Uint8Array, packed = false) => {
    const path = join(
      folder,
      `file.${packed && format.extension.length < 4 ? "gz" : format.extension}`,
    );
    writeFileSync(path, packed ? gzipSync(bytes) : bytes);
    return path;
  };

  test.each([false, true])("damaged in 400 ways, gzipped: %s", (packed) => {
    const source = new Generator(name.length);
    const original = packed ? gzipSync(format.bytes) : format.bytes;
    let errors = 0;
    for (let i = 0; i < 400; i++) {
      const bytes = damaged(original, source);
      const path = write(bytes);
      let found: unknown;
      try {
        found = format.read(path);
      } catch (error) {
        errors += 1;
        const { message } = error as Error;
        if (!(message.startsWith(`${format.reader}: `) && message.includes("file."))) {
          expect.fail(`${name}, ${i}: ${message}`);
        }
        expect(message.length).toBeLessThan(1000);
        continue;
      }
      const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
      format.compare(packed && gzipped ? format.bytes : bytes, found as never);
    }
    expect(errors).toBeGreaterThan(100);
  });

  test("a folder, a missing file, an empty one", () => {
    const path = join(folder, `folder.${format.extension}`);
    mkdirSync(path, { recursive: true });
    expectError(() => format.read(path), format.reader, path, /is a folder/);
    const missing = join(folder, `nowhere.${format.extension}`);
    expectError(() => format.read(missing), format.reader, missing, /no file/);
    const empty = write(Buffer.alloc(0));
    expectError(() => format.read(empty), format.reader, empty);
  });

  test("a small gzip file that would unpack to 1 GiB takes little memory", () => {
    const path = write(bomb);
    const before = process.memoryUsage.rss();
    expectError(
      () => format.read(path),
      format.reader,
      path,
      /unpacks to more than \d+ MiB.*gunzip/,
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(700 * MiB);
  });
});

describe("sizes and places that a file declares", () => {
  const reading = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const F32 = { dtype: "F32", shape: [2] };
  const entries: [string, unknown, number][] = [
    ["negative offsets", { a: { ...F32, data_offsets: [-8, 0] } }, 8],
    [
      "offsets in the header",
      { a: { ...F32, data_offsets: [-16, -8] }, b: { ...F32, data_offsets: [0, 8] } },
      8,
    ],
    [
      "overlapping places",
      { a: { ...F32, data_offsets: [0, 8] }, b: { ...F32, data_offsets: [4, 12] } },
      12,
    ],
    [
      "the same place twice",
      { a: { ...F32, data_offsets: [0, 8] }, b: { ...F32, data_offsets: [0, 8] } },
      8,
    ],
    ["a hole", { a: { ...F32, data_offsets: [0, 8] }, b: { ...F32, data_offsets: [16, 24] } }, 24],
    ["bytes beyond the end", { a: { ...F32, data_offsets: [0, 8] } }, 4],
    ["bytes left over", { a: { ...F32, data_offsets: [0, 8] } }, 12],
    ["offsets the wrong way round", { a: { ...F32, data_offsets: [8, 0] } }, 8],
    ["fractional offsets", { a: { ...F32, data_offsets: [0.5, 8.5] } }, 9],
    ["offsets that are texts", { a: { ...F32, data_offsets: ["0", "8"] } }, 8],
    ["no offsets", { a: F32 }, 8],
    ["a negative shape", { a: { dtype: "F32", shape: [-1, -2], data_offsets: [0, 8] } }, 8],
    ["a fractional shape", { a: { dtype: "F32", shape: [0.5, 4], data_offsets: [0, 8] } }, 8],
    ["a shape of texts", { a: { dtype: "F32", shape: ["2"], data_offsets: [0, 8] } }, 8],
    ["no shape", { a: { dtype: "F32", data_offsets: [0, 8] } }, 8],
    [
      "a huge shape",
      { a: { dtype: "F32", shape: [2 ** 31, 2 ** 31], data_offsets: [0, 2 ** 53 - 1] } },
      8,
    ],
    ["an unknown type", { a: { dtype: "F8", shape: [8], data_offsets: [0, 8] } }, 8],
    [
      "a type of every object",
      { a: { dtype: "constructor", shape: [8], data_offsets: [0, 8] } },
      8,
    ],
    ["null", { a: null }, 0],
    ["a number", { a: 7 }, 0],
    ["a list", [1], 0],
    ["null alone", "null", 0],
    ["deep lists", `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 0],
  ];
  test.each(entries)("safetensors: %s", (_, header, bytes) => {
    const path = reading("places.safetensors", safetensors(header, bytes));
    expectError(() => nn.readTensors(path), "load", path);
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a list", [1]],
    ["an entry of null", { a: null }],
    ["a text among the values", { a: { dtype: "float32", shape: [2], values: [1, "2"] } }],
    ["null among the values", { a: { dtype: "float32", shape: [2], values: [1, null] } }],
    ["nested values", { a: { dtype: "float32", shape: [2], values: [1, [2]] } }],
    ["a shape of texts", { a: { dtype: "float32", shape: ["2"], values: [1, 2] } }],
    ["a negative shape", { a: { dtype: "float32", shape: [-1, -2], values: [1, 2] } }],
    ["another type", { a: { dtype: "int8", shape: [2], values: [1, 2] } }],
    ["a huge shape", { a: { dtype: "float32", shape: [1e9, 1e9], values: [1, 2] } }],
  ])("JSON: %s", (_, content) => {
    const path = reading("model.json", Buffer.from(JSON.stringify(content)));
    expectError(() => nn.readTensors(path), "load", path);
  });

  test("a name that every object has is a name like others", () => {
    const header = '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const found = nn.readTensors(reading("names.safetensors", safetensors(header, 4)));
    expect(Object.keys(found)).toEqual(["__proto__"]);
  });

  test("IDX and PNG of sizes that are not there", () => {
    for (const shape of [[2 ** 31, 2 ** 31], [4e9], [70_000, 28, 28], new Array(255).fill(3)]) {
      const path = reading("huge.idx", idx(shape, 16));
      expectError(() => data.readIdx(path), "readIdx", path, /expected .* bytes/);
    }
    const zeros = deflateSync(Buffer.alloc(64 * MiB));
    for (const [width, height] of [
      [2 ** 31 - 1, 2 ** 31 - 1],
      [100_000, 100_000],
      [0, 5],
      [5, 0],
      [5, 7],
    ] as const) {
      const path = reading("huge.png", png(width, height, zeros));
      const before = process.memoryUsage.rss();
      expectError(() => data.readImage(path), "readImage", path);
      expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MiB);
    }
  });
});

describe("wide and long tables", () => {
  /** Seconds of processor time to read a table with so many columns, and to make tensors of it. */
  function timed(columns: number): number {
    const names = Array.from({ length: columns }, (_, i) => `column ${i}`);
    const row = names.map((_, i) => i % 10).join(",");
    const start = process.cpuUsage();
    const table = data.parseCsv(`${names.join(",")}\n${row}\n${row}`);
    expect(table.tensor().shape).toEqual([2, columns]);
    expect(table.numbers(`column ${columns - 1}`)).toEqual(new Array(2).fill((columns - 1) % 10));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  }

  test("ten times the columns take no hundred times as long", () => {
    timed(1000);
    const [narrow, wide] = [timed(10_000), timed(100_000)];
    expect(wide / Math.max(narrow, 0.02)).toBeLessThan(40);
  });

  test("a message about a wide table stays short", () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `column ${i}`);
    const table = data.parseCsv(`${names.join(",")}\n${names.map(() => "x").join(",")}`);
    expect(() => table.numbers("none")).toThrow(/column 19, … \(50000 in all\)/);
    expect(() => table.categories("column 1", names)).toThrow(/expected one of/);
  });

  test.each(["", '"', "\n"])("a delimiter of %j is an error, not an endless loop", (delimiter) => {
    expect(() => data.parseCsv("a,b\n1,2", { delimiter })).toThrow(/delimiter must be/);
  });
});
