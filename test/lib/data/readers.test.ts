import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync, gzipSync } from "node:zlib";
import { data } from "sinapse";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sinapse-readers-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a new file with this content. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("readCsv", () => {
  test("gives columns as numbers, texts, tensors and categories", () => {
    const table = data.readCsv(file("a.csv", "height,pet,age\n1.7,cat,30\n1.82,dog,41\n"));
    expect(table.columns).toEqual(["height", "pet", "age"]);
    expect(table.numbers("height")).toEqual([1.7, 1.82]);
    expect(table.texts("pet")).toEqual(["cat", "dog"]);
    expect(table.tensor(["age"]).tolist()).toEqual([[30], [41]]);
    expect(table.categories("pet", ["dog", "cat"]).y.tolist()).toEqual([1, 0]);
  });

  test("reads gzipped files, Windows line ends, a byte order mark and no last line end", () => {
    const table = data.readCsv(file("b.csv.gz", gzipSync("\uFEFFa,b\r\n1,2\r\n\r\n3,4")));
    expect(table.tensor().tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("keeps delimiters, quotes and line ends inside quoted fields", () => {
    const table = data.parseCsv('name,size\n"Silva, ""Zé""\nJr.",3\n');
    expect(table.texts("name")).toEqual(['Silva, "Zé"\nJr.']);
  });

  test("takes another delimiter, and files without header", () => {
    expect(
      data.parseCsv("1;2\n3;4", { delimiter: ";", header: false }).tensor(["1"]).tolist(),
    ).toEqual([[2], [4]]);
  });

  test("an empty field at the end of a line is a field", () => {
    expect(data.parseCsv("a,b\n1,\n", { missing: -1 }).tensor().tolist()).toEqual([[1, -1]]);
  });

  const problems: [what: string, text: string, message: string][] = [
    [
      "a short line",
      "a,b\n1,2\n3\n",
      'readCsv: bad.csv, line 3: expected 2 fields as in line 1, found 1. Is the delimiter "," right, or a quote missing?',
    ],
    [
      "a text among numbers",
      "a,b\n1,2\n3,x\n",
      'readCsv: bad.csv, line 3, column "b": expected a number, found "x".',
    ],
    [
      "a decimal comma",
      'a;b\n1;"2,5"\n'.replaceAll(";", ","),
      'readCsv: bad.csv, line 2, column "b": expected a number, found "2,5". Write decimals with a point.',
    ],
    [
      "an empty field",
      "a,b\n1,\n",
      'line 2, column "b": expected a number, found nothing. Fill it in, or pass { missing: 0 }.',
    ],
    ["a line after a field with line ends", 'a,b\n"x\ny",2\n3\n', "bad.csv, line 4: expected 2"],
    [
      "an open quote",
      'a,b\n1,"2\n3,4\n',
      "bad.csv, line 2: a quote is opened and never closed. Add the closing",
    ],
    ["an empty file", "", "bad.csv is empty: expected at least one line of fields."],
    ["a repeated column", "a,a\n1,2\n", 'line 1: two columns are named "a"'],
  ];
  for (const [what, text, message] of problems)
    test(`names file, line, expectation and cure for ${what}`, () => {
      const path = file("bad.csv", text);
      expect(() => data.readCsv(path).tensor()).toThrow(message);
    });

  test("lists what there is when a file or a column is missing", () => {
    expect(() => data.readCsv(join(folder, "c.csv"))).toThrow(
      /there is no file c.csv in .*, which holds: .*a.csv/,
    );
    expect(() => data.parseCsv("a,b\n1,2").numbers("c")).toThrow(
      'there is no column "c". Its columns: a, b.',
    );
  });
});

describe("readIdx", () => {
  // Two images of 2×3 unsigned bytes, as MNIST's format describes them.
  const bytes = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, ...Array(12).keys()];

  test("gives the file's shape and values", () => {
    const images = data.readIdx(file("images-idx3-ubyte", Uint8Array.from(bytes)));
    expect(images.tolist()).toEqual([
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      [
        [6, 7, 8],
        [9, 10, 11],
      ],
    ]);
  });

  test("reads gzipped files, and only as many entries as asked for", () => {
    const path = file("images-idx3-ubyte.gz", gzipSync(Uint8Array.from(bytes)));
    expect(data.readIdx(path, { limit: 1 }).shape).toEqual([1, 2, 3]);
  });

  test("reads big-endian numbers of several bytes", () => {
    const shorts = [0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 255, 255];
    expect(data.readIdx(file("shorts", Uint8Array.from(shorts))).tolist()).toEqual([258, -1]);
  });

  test("says what it found instead of an IDX file", () => {
    expect(() => data.readIdx(file("x.idx", "hello"))).toThrow(
      "readIdx: x.idx: expected it to start with 0, 0 and a type of 8, 9, 11, 12, 13, 14, found 104, 101, 108.",
    );
  });

  test("says how many bytes are missing", () => {
    expect(() => data.readIdx(file("cut", Uint8Array.from(bytes.slice(0, -1))))).toThrow(
      "readIdx: cut: expected 28 bytes for shape [2, 2, 3], found 27. Download it again.",
    );
  });

  test("says that a gzip file is damaged", () => {
    const damaged = gzipSync(Uint8Array.from(bytes)).subarray(0, 20);
    expect(() => data.readIdx(file("cut.gz", damaged))).toThrow("cut.gz: the gzip file is damaged");
  });
});

describe("readImage", () => {
  /** A PNG file of one filter type for each row, as the specification lays it out. */
  function png(
    width: number,
    height: number,
    depth: number,
    type: number,
    rows: number[][],
    interlaced = 0,
  ) {
    const chunk = (name: string, content: Uint8Array) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(content.length);
      const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, sum]);
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header[8] = depth;
    header[9] = type;
    header[12] = interlaced;
    return Buffer.concat([
      Buffer.from("89504e470d0a1a0a", "hex"),
      chunk("IHDR", header),
      chunk("PLTE", Uint8Array.from([255, 0, 0, 0, 0, 255])),
      chunk("IDAT", deflateSync(Uint8Array.from(rows.flat()))),
      chunk("IEND", new Uint8Array()),
    ]);
  }

  test("undoes each of the five filters", () => {
    // The same grey row 10, 20, 40, whatever is predicted from left, above and above left.
    const rows = [
      [0, 10, 20, 40],
      [1, 10, 10, 20],
      [2, 0, 0, 0],
      [3, 5, 5, 10],
      [4, 0, 0, 0],
    ];
    const image = data.readImage(file("filters.png", png(3, 5, 8, 0, rows)));
    expect(image.mul(255).tolist().flat(2).map(Math.round)).toEqual(
      Array(5).fill([10, 20, 40]).flat(),
    );
  });

  test("looks colours up in a palette, and drops transparency", () => {
    const palette = data.readImage(file("palette.png", png(2, 1, 8, 3, [[0, 0, 1]])));
    expect(palette.tolist()).toEqual([
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
    ]);
    const alpha = data.readImage(file("alpha.png", png(1, 1, 8, 6, [[0, 255, 0, 255, 7]])));
    expect(alpha.tolist()).toEqual([[[1, 0, 1]]]);
  });

  test("reads 1, 2, 4 and 16 bits a sample, each from 0 to 1", () => {
    const read = (depth: number, bytes: number[], width: number) =>
      data.readImage(file("depth.png", png(width, 1, depth, 0, [[0, ...bytes]]))).reshape([width]);
    expect(read(1, [0b10110000, 0b01000000], 10).tolist()).toEqual([1, 0, 1, 1, 0, 0, 0, 0, 0, 1]);
    const thirds = [0, 1 / 3, 2 / 3, 1].map(Math.fround);
    expect(read(2, [0b00011011], 4).tolist()).toEqual(thirds);
    expect(read(4, [0x05, 0xa0], 3).tolist()).toEqual(thirds.slice(0, 3));
    expect(read(16, [0xff, 0xff, 0x12, 0x34], 2).tolist()).toEqual([
      1,
      Math.fround(0x1234 / 0xffff),
    ]);
    const palette = data.readImage(file("few.png", png(3, 1, 1, 3, [[0, 0b01000000]])));
    expect(palette.reshape([3, 3]).tolist()).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  test("puts the passes of an interlaced image together", () => {
    // 3×2 pixels, grey: pass 1 holds the first, pass 4 none, pass 6 the second, pass 7 the lower row.
    const passes = [
      [0, 10],
      [0, 30],
      [0, 20],
      [0, 40, 50, 60],
    ];
    const image = data.readImage(file("passes.png", png(3, 2, 8, 0, passes, 1)));
    expect(image.mul(255).tolist().flat(2).map(Math.round)).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test("says what to do with files it does not read", () => {
    expect(() => data.readImage(file("photo.jpg", "ÿØÿà"))).toThrow(
      "readImage: photo.jpg: expected a PNG file",
    );
    expect(() => data.readImage(file("odd.png", png(1, 1, 4, 0, [[0, 0]], 1)))).toThrow(
      "odd.png: is interlaced, with 4 bits a sample. Save it again without interlacing.",
    );
    const cut = png(3, 1, 8, 0, [[0, 1, 2, 3]]).subarray(0, 60);
    expect(() => data.readImage(file("cut.png", cut))).toThrow("is cut off. Copy the file again.");
  });
});
