import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { data } from "sinapse";
import { expect, test } from "vitest";

const file = join(mkdtempSync(join(tmpdir(), "sinapse-csv-")), "latin.csv");
writeFileSync(file, Buffer.from("nome,x\nsim,1\nnão,2\n", "latin1"));

test("a CSV file that is not in UTF-8 is an error that names file, line and cure", () => {
  expect(() => data.readCsv(file)).toThrow(
    'readCsv: latin.csv: line 3 is no text in UTF-8. Save the file as "CSV UTF-8", or pass { encoding: "latin1" }',
  );
});

test("a CSV file of an older spreadsheet is read with encoding latin1", () => {
  expect(data.readCsv(file, { encoding: "latin1" }).texts("nome")).toEqual(["sim", "não"]);
});
