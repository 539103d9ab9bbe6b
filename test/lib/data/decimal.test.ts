import { data } from "sinapse";
import { expect, test } from "vitest";

const text = "preço\n1.234,5\n0,1\n2.500\n999\n";

test("numbers as spreadsheets in Brazil write them are read with a decimal comma", () => {
  const table = data.parseCsv(text, { delimiter: ";", decimal: "," });
  expect(table.numbers("preço")).toEqual([1234.5, 0.1, 2500, 999]);
});

test("a decimal comma, and what may be thousands, are errors that name the option", () => {
  expect(() => data.parseCsv(text, { delimiter: ";" }).numbers("preço")).toThrow('decimal: ","');
  const points = "x;y\n1.234;1\n";
  expect(() => data.parseCsv(points, { delimiter: ";" }).numbers("x")).toThrow('decimal: ","');
  expect(data.parseCsv(points, { delimiter: ";", decimal: "." }).numbers("x")).toEqual([1.234]);
  expect(() => data.parseCsv("x\nNA\n").numbers("x")).toThrow("missing: 0");
});
