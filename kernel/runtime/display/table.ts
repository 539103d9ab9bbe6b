/** Arrays of records and `console.table` as HTML tables. */
import { inspect } from "node:util";
import { escapeHtml } from "../../../lib/html.ts";
import { beginning } from "../../texts/beginning.ts";

/** Rows shown; of longer tables the first and the last ones are. */
const rowsShown = 60;
const columnsShown = 40;
/** Characters shown of a text in a table. */
const textShown = 500;

/** Whether a value is an array of plain objects with common columns, as read from a CSV file. */
export function isTable(value: unknown): value is Record<string, unknown>[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  // Not `every`, which passes over the holes of an array.
  for (let index = 0; index < value.length; index++) if (!isRecord(value[index])) return false;
  return columnsOf(value).length <= columnsShown;
}

/** The table as HTML; nothing where the data is neither an array nor an object of rows. */
export function tableHtml(data: unknown, columns?: readonly string[]): string | undefined {
  const rows = rowsOf(data);
  if (!rows) return undefined;
  const names = columns ?? columnsOf(rows.map((row) => row.cells));
  const head = names.map((name) => `<th>${escapeHtml(name || "value")}</th>`).join("");
  const line = (row: Row) => {
    const cells = names.map((name) => cellHtml(row.cells, name)).join("");
    return `<tr><th>${escapeHtml(row.index)}</th>${cells}</tr>`;
  };
  const body = shownOf(rows)
    .map((row) => (row ? line(row) : `<tr><th>⋮</th><td colspan="${names.length}"></td></tr>`))
    .join("\n");
  const count =
    rows.length > rowsShown ? `\n<p>${rows.length} rows × ${names.length} columns</p>` : "";
  return `<table>\n<thead><tr><th></th>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>${count}`;
}

interface Row {
  index: string;
  /** By column; a value that is no record stands in the column "". */
  cells: Map<string, unknown>;
}

function rowsOf(data: unknown): Row[] | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  let entries: [string, unknown][];
  if (data instanceof Map) entries = [...data].map(([key, value]) => [short(key), value]);
  else if (data instanceof Set) entries = [...data].map((value, index) => [String(index), value]);
  else entries = Object.entries(data);
  if (entries.length === 0) return undefined;
  return entries.map(([index, value]) => ({ index, cells: cellsOf(value) }));
}

function cellsOf(value: unknown): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([["", value]]);
  return new Map(Object.entries(value));
}

/** The rows to show; `undefined` stands for those left out. */
function shownOf(rows: Row[]): (Row | undefined)[] {
  if (rows.length <= rowsShown) return rows;
  return [...rows.slice(0, rowsShown / 2), undefined, ...rows.slice(-rowsShown / 2)];
}

function cellHtml(cells: Map<string, unknown>, name: string): string {
  if (!cells.has(name)) return "<td></td>";
  const value = cells.get(name);
  const align = typeof value === "number" ? ' style="text-align: right"' : "";
  const text = typeof value === "string" ? value : short(value);
  const cut = text.length > textShown ? `${beginning(text, textShown)}…` : text;
  return `<td${align}>${escapeHtml(cut)}</td>`;
}

function columnsOf(rows: (Record<string, unknown> | Map<string, unknown>)[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of row instanceof Map ? row.keys() : Object.keys(row)) names.add(name);
  }
  return [...names];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.keys(value).length > 0;
}

function short(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 10 });
}
