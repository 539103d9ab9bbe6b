import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { data } from "sinapse";
import { expect, test } from "vitest";

test.each([
  ["a,b\n1\n", ", line 2: expected 2 fields"],
  ["a,a\n1,2\n", ", line 1: two columns"],
  ["", " is empty"],
  ['a\n"x\n', ", line 2: a quote"],
])("an error about the file %j names the reader and the file once", (text, rest) => {
  const file = join(mkdtempSync(join(tmpdir(), "sinapse-csv-")), "furado.csv");
  writeFileSync(file, text);
  let message = "";
  try {
    data.readCsv(file);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.startsWith(`readCsv: furado.csv${rest}`), message).toBe(true);
});
