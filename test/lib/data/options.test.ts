import { data, nn, ones, type Tensor } from "sinapse";
import { describe, expect, test } from "vitest";

// Options of everything that reads: an unknown one, and one of a wrong value, are named in the error.

type Loose = (options: object) => unknown;
const idx = new URL("../nn/fixtures/network.json", import.meta.url);
const readers: Record<
  string,
  [call: Loose, options: Record<string, [wrong: unknown[], allowed: RegExp]>]
> = {
  readCsv: [
    (options) => data.readCsv(new URL("../../../lib/data/sets/iris.csv", import.meta.url), options),
    csvOptions(),
  ],
  parseCsv: [(options) => data.parseCsv("a,b\n1,2", options), csvOptions()],
  readIdx: [
    (options) => data.readIdx(idx, options),
    { limit: [[-1, 1.5, "3", null], /whole number/] },
  ],
  readImage: [
    (options) =>
      data.readImage(new URL("../../../lib/data/sets/china.png", import.meta.url), options),
    { height: [[0, "9"], /whole number/], width: [[0, 2.5, "9"], /whole number/] },
  ],
  photo: [
    (options) => data.photo("china", options),
    { height: [[0, "9"], /whole number/], width: [[0, 2.5, "9"], /whole number/] },
  ],
  resizeImage: [
    (options) => data.resizeImage(ones([2, 2, 1]) as Tensor, options),
    { height: [[0, "9"], /whole number/], width: [[0, 2.5, "9"], /whole number/] },
  ],
};

function csvOptions(): Record<string, [unknown[], RegExp]> {
  return {
    delimiter: [["", "\n", '"', 5, null], /between two fields/],
    header: [["false", 0, null, "no"], /true or false/],
    missing: [["0", null, "NA"], /a number/],
    decimal: [["", ";", "comma", 1, null], /"\." or ","/],
    encoding: [["utf16", "UTF-8", 8, null], /"utf8" or "latin1"/],
  };
}

describe.each(Object.entries(readers))("%s", (name, [call, options]) => {
  test.each(Object.entries(options))("takes no wrong value for %s", (option, [wrong, allowed]) => {
    for (const value of wrong) {
      const given = typeof value === "string" ? JSON.stringify(value) : String(value);
      const read = () => call({ [option]: value });
      expect(read, given).toThrow(allowed);
      expect(read, given).toThrow(name);
      expect(read, given).toThrow(option);
      expect(read, given).toThrow(`got ${given}`);
    }
  });

  test("names an option that it does not have, and those that it has", () => {
    const read = () => call({ [`${Object.keys(options)[0]}s`]: 1 });
    expect(read).toThrow(
      new RegExp(`${name}: there is no option "\\w+s". .*${Object.keys(options).join(", ")}`),
    );
  });

  test("takes none but an object", () => {
    for (const wrong of [";", 3, null, true]) expect(() => call(wrong as never)).toThrow(/options/);
  });
});

test("errors about a text name parseCsv, not the reader of files", () => {
  const faults: [text: string, use: (table: ReturnType<typeof data.parseCsv>) => unknown][] = [
    ["", () => 0],
    ["a,a\n1,2", () => 0],
    ["a,b\n1", () => 0],
    ['a\n"1', () => 0],
    ["a\nx", (table) => table.numbers("a")],
    ["a\n", (table) => table.numbers("b")],
    ["a\nx", (table) => table.categories("a", ["y"])],
  ];
  for (const [text, use] of faults) {
    expect(() => use(data.parseCsv(text)), text).toThrow(/^parseCsv: the text/);
  }
});

test("what stands for a missing number counts as one where the option says what it counts as", () => {
  const text = "a,b\n1,NA\nn/a,2\n,null\nNaN,-\n";
  const table = data.parseCsv(text, { missing: -9 });
  expect(table.tensor().tolist()).toEqual([
    [1, -9],
    [-9, 2],
    [-9, -9],
    [-9, -9],
  ]);
  expect(() => data.parseCsv(text).numbers("b")).toThrow(/found "NA".*pass \{ missing: 0 \}/);
});

test("a photo that is not carried is named, with those that are", () => {
  expect(() => data.photo("cat" as never)).toThrow(/photo: .*"flower" or "china".*"cat"/);
});

test("a seed that is none is named with what it was given to", () => {
  for (const seed of [0.5, "1", Number.NaN, null] as never[]) {
    expect(() => nn.linear(2, 3, { seed })).toThrow("linear(2, 3): seed must be");
    expect(() => nn.conv2d(1, 2, 3, { seed })).toThrow(/conv2d\(1, 2, 3\): seed must be/);
    expect(() => nn.embedding(2, 3, { seed })).toThrow("embedding(2, 3): seed must be");
    expect(() => nn.dropout(0.5, { seed })).toThrow("dropout(0.5): seed must be");
    expect(() => data.split({ x: ones([4]), y: ones([4]) }, { seed })).toThrow("split: seed must");
    expect(() => [...data.batches({ x: ones([4]), y: ones([4]) }, { seed })]).toThrow(
      "batches: seed must",
    );
    for (const name of ["xor", "blobs", "moons", "circles", "spirals", "sine"] as const)
      expect(() => (data[name] as Loose)({ seed })).toThrow(`${name}: seed must`);
    expect(() => nn.init.fill(ones([2]), nn.init.constant(1), { seed })).toThrow("fill: seed must");
  }
});
