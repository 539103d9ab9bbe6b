import { type Fail, readFile } from "../files.ts";
import { anyNumber, checkOptions, flag, oneOf } from "../options.ts";
import { Table } from "./table.ts";

/** More text than this, in bytes, would not fit into memory as a table. */
const LONGEST = 2 ** 28;

/** How a CSV file is written. */
export interface CsvOptions {
  /**
   * What stands between two fields; spreadsheets in Portuguese write `";"`. Default: what a first
   * line such as `sep=;` names, else `","`.
   */
  delimiter?: string;
  /** Whether the first line holds the names of the columns. Default: `true`; else they are "0", "1", …. */
  header?: boolean;
  /**
   * What an empty field, or one of NA, N/A, NaN, null and -, counts as where a number is expected.
   * Default: an error (NaN: what it says).
   */
  missing?: number;
  /** What stands before decimals; with "," a point parts thousands, as in Brazil. Default: ".". */
  decimal?: "." | ",";
  /** How letters are written: "latin1" (windows-1252) is what older spreadsheets save. Default: "utf8". */
  encoding?: "utf8" | "latin1";
}

const kinds = {
  delimiter: {
    allowed: 'what stands between two fields, as ",", ";" or "\\t"',
    test: (value: unknown) => typeof value === "string" && value !== "" && !/["\r\n]/.test(value),
  },
  header: flag,
  missing: anyNumber,
  decimal: oneOf(".", ","),
  encoding: oneOf("utf8", "latin1"),
};

/** The text of a file, or an error that names the first line that is none. */
function textOf(bytes: Uint8Array, encoding: CsvOptions["encoding"], fail: Fail): string {
  if (bytes.includes(0)) return fail("is no text in UTF-8. Save it as CSV in UTF-8.");
  if (encoding === "latin1") return new TextDecoder("windows-1252").decode(bytes);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    const lines = new TextDecoder().decode(bytes).split("\n");
    const line = lines.findIndex((text) => text.includes("\uFFFD")) + 1;
    return fail(
      `line ${line} is no text in UTF-8. Save the file as "CSV UTF-8", ` +
        'or pass { encoding: "latin1" } if an older spreadsheet wrote it.',
    );
  }
}

/**
 * A table read from a CSV file (also gzipped).
 *
 * Fields may stand in double quotes, which may hold the delimiter, line breaks and doubled quotes;
 * empty lines are skipped.
 *
 * @throws if the file is missing or a line has another number of fields than the header: the error
 * names the file, the line, what was expected and the cure.
 * @example
 * const table = data.readCsv("houses.csv");
 * const x = table.tensor(["area", "rooms"]);   // Tensor<[number, 2]>
 * const y = table.tensor(["price"]);
 */
export function readCsv(path: string | URL, options: CsvOptions = {}): Table {
  checkOptions("readCsv", options, kinds);
  return readFile("readCsv", path, (bytes, fail, name) => {
    if (bytes.length > LONGEST)
      return fail(
        `holds ${Math.round(bytes.length / 2 ** 20)} MiB of text; read are ${LONGEST / 2 ** 20} MiB ` +
          "at most. Split it, or leave out columns.",
      );
    return parse(textOf(bytes, options.encoding, fail), `readCsv: ${name}`, options);
  });
}

/**
 * A table read from text in CSV format; the options are those of `readCsv`.
 *
 * @throws as `readCsv` does.
 * @example
 * data.parseCsv("height,weight\n1.70,65\n1.82,80").numbers("height");   // [1.7, 1.82]
 */
export function parseCsv(text: string, options: CsvOptions = {}): Table {
  checkOptions("parseCsv", options, kinds);
  return parse(text, "parseCsv: the text", options);
}

/** A first line that names the delimiter, as Excel writes and reads it: "sep=;". */
const SEPARATOR = /^"?sep=([^"\r\n])"?(?:\r?\n|\r|$)/i;

/** @throws Error if a single column is more likely several, which no comma parts. */
function checkColumn(place: string, column: string): void {
  const found = [";", "\t"].find((character) => column.includes(character));
  if (found === undefined) return;
  const written = JSON.stringify(found);
  throw new Error(
    `${place}: a single column, which holds ${written}. ` +
      `Pass { delimiter: ${written} } if that parts the fields, else { delimiter: "," }.`,
  );
}

/** `name` is the reader and what it reads, as errors begin. */
function parse(text: string, name: string, options: CsvOptions): Table {
  const { header = true, missing } = options;
  const whole = text.replace(/^\uFEFF/, "");
  const named = SEPARATOR.exec(whole);
  const delimiter = options.delimiter ?? named?.[1] ?? ",";
  const body = named ? whole.slice(named[0].length) : whole;
  const records = split(body, name, delimiter, named ? 2 : 1);
  const first = records[0];
  if (!first) throw new Error(`${name} is empty: expected at least one line of fields.`);
  if (options.delimiter === undefined && first.fields.length === 1)
    checkColumn(`${name}, line ${first.line}`, first.fields[0]!);
  const columns = header ? first.fields : first.fields.map((_, index) => String(index));
  const seen = new Set<string>();
  const repeated = columns.find((column) => seen.size === seen.add(column).size);
  if (repeated !== undefined)
    throw new Error(
      `${name}, line ${first.line}: two columns are named "${repeated}". ` +
        "Rename one, or pass { header: false } if the file has no header.",
    );
  const rows = header ? records.slice(1) : records;
  for (const { fields, line } of rows)
    if (fields.length !== columns.length)
      throw new Error(
        `${name}, line ${line}: expected ${columns.length} fields as in line ` +
          `${first.line}, found ${fields.length}. Is the delimiter "${delimiter}" right, or a quote missing?`,
      );
  const ambiguous = delimiter === ";" && options.decimal === undefined;
  return new Table(name, columns, rows, missing, ambiguous ? "unknown" : (options.decimal ?? "."));
}

/** The fields of each line, with the line of the file they start on; the text starts on line `from`. */
function split(text: string, name: string, delimiter: string, from: number) {
  const records: { fields: string[]; line: number }[] = [];
  let fields: string[] = [];
  let start = from;
  let line = from;
  for (let at = 0; at < text.length; ) {
    let field = "";
    if (text[at] === '"') {
      const end = closingQuote(text, at);
      if (end < 0)
        throw new Error(
          `${name}, line ${line}: a quote is opened and never closed. Add the closing ".`,
        );
      field = text.slice(at + 1, end).replaceAll('""', '"');
      line += field.split("\n").length - 1;
      at = end + 1;
    }
    const end = endOfField(text, at, delimiter);
    field += text.slice(at, end);
    at = end;
    fields.push(field.trim());
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at < text.length) continue;
      fields.push("");
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    if (fields.length > 1 || fields[0] !== "") records.push({ fields, line: start });
    fields = [];
    start = ++line;
  }
  return records;
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOfField(text: string, from: number, delimiter: string): number {
  let at = from;
  while (
    at < text.length &&
    text[at] !== "\n" &&
    text[at] !== "\r" &&
    !text.startsWith(delimiter, at)
  )
    at++;
  return at;
}
