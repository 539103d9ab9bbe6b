import { data } from "sinapse";
import { expect, test } from "vitest";

test("a table whose fields are parted by something else than commas says which delimiter to pass", () => {
  for (const [between, written] of [
    [";", '";"'],
    ["\t", '"\\t"'],
  ] as const) {
    const text = `area${between}price\n50${between}1\n`;
    expect(() => data.parseCsv(text)).toThrow(
      `parseCsv: the text, line 1: a single column, which holds ${written}. ` +
        `Pass { delimiter: ${written} } if that parts the fields, else { delimiter: "," }.`,
    );
    expect(() => data.parseCsv(text, { header: false })).toThrow(`{ delimiter: ${written} }`);
    expect(data.parseCsv(text, { delimiter: between }).numbers("price")).toEqual([1]);
    expect(data.parseCsv(text, { delimiter: "," }).columns).toEqual([`area${between}price`]);
  }
  expect(data.parseCsv("area\n50\n").numbers("area")).toEqual([50]);
});

test("a first line that names the delimiter, as Excel reads it, is no header", () => {
  for (const [first, between] of [
    ["sep=;\n", ";"],
    ["\uFEFFsep=;\r\n", ";"],
    ["SEP=,\n", ","],
    ["sep=\t\n", "\t"],
    ['"sep=|"\n', "|"],
  ]) {
    const text = `${first}area${between}price\n50${between}x\n`;
    const table = data.parseCsv(text);
    expect(table.columns, first).toEqual(["area", "price"]);
    expect(table.numbers("area")).toEqual([50]);
    expect(() => table.numbers("price"), first).toThrow("line 3,");
  }
  // What is passed comes first.
  expect(data.parseCsv("sep=;\na,b;c\n1,2\n", { delimiter: "," }).columns).toEqual(["a", "b;c"]);
  expect(data.parseCsv("sep=\n1\n").columns).toEqual(["sep="]);
});
