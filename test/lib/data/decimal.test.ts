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

test("with a decimal comma, a number that begins with 0 and a point is an error, not thousands", () => {
  const read = (field: string) => () =>
    data.parseCsv(`p;q\n${field};1\n0,5;1\n`, { delimiter: ";", decimal: "," }).numbers("p");
  for (const field of ["0.125", "0.001", "-0.125", "000.125", "0.125,5", "01.234", "0.125.000"])
    expect(read(field), field).toThrow(`column "p": expected a number, found "${field}"`);
  expect(read("1.250")()).toEqual([1250, 0.5]);
  expect(read("-10.250.000,5")()).toEqual([-10250000.5, 0.5]);
});
