import type { Tensor } from "../tensor/index.ts";
import { fromValues } from "./from-values.ts";

/** A table read by `readCsv`: named columns of texts, which give numbers and tensors on request. */
export class Table {
  /** The names of the columns, in the order of the file. */
  readonly columns: readonly string[];
  readonly #name: string;
  readonly #rows: readonly { fields: string[]; line: number }[];
  readonly #decimal: "." | "," | "unknown";
  readonly #missing: number | undefined;
  readonly #indices: ReadonlyMap<string, number>;

  constructor(
    name: string,
    columns: readonly string[],
    rows: readonly { fields: string[]; line: number }[],
    missing?: number,
    decimal: "." | "," | "unknown" = ".",
  ) {
    this.#decimal = decimal;
    this.columns = columns;
    this.#name = name;
    this.#rows = rows;
    this.#indices = new Map(columns.map((column, index) => [column, index]));
    this.#missing = missing;
  }

  /** The number of rows, the header aside. */
  get rows(): number {
    return this.#rows.length;
  }

  /**
   * One column as texts.
   *
   * @throws if there is no such column.
   * @example table.texts("city")
   */
  texts(column: string): string[] {
    const index = this.#indexOf(column);
    return this.#rows.map(({ fields }) => fields[index]!);
  }

  /**
   * One column as numbers.
   *
   * @throws if there is no such column, or a field is not a number (naming its line).
   * @example table.numbers("price")
   */
  numbers(column: string): number[] {
    const index = this.#indexOf(column);
    return this.#rows.map((row) => this.#number(row, index));
  }

  /**
   * Some columns as a tensor of shape [rows, columns]; all of them by default.
   *
   * @throws as `numbers` does.
   * @example const x = table.tensor(["area", "rooms"]);
   */
  tensor<const C extends readonly string[]>(
    columns: C = this.columns as C,
  ): Tensor<[number, C["length"]]> {
    const indices = columns.map((column) => this.#indexOf(column));
    const values = new Float64Array(this.rows * indices.length);
    let at = 0;
    for (const row of this.#rows)
      for (const index of indices) values[at++] = this.#number(row, index);
    return fromValues(values, [this.rows, indices.length as C["length"]]);
  }

  /**
   * A column of categories as class numbers 0, 1, …, with the names they stand for, in order of
   * first appearance or as given.
   *
   * @throws if there is no such column, or a field is none of the `classes` given.
   * @example const { y, classes } = table.categories("species");   // y: Tensor<[number]>
   */
  categories(
    column: string,
    classes: readonly string[] = [...new Set(this.texts(column))],
  ): { y: Tensor<[number]>; classes: readonly string[] } {
    const indices = new Map(classes.map((name, index) => [name, index]));
    const numbers = this.texts(column).map((text, row) => {
      const index = indices.get(text);
      if (index === undefined)
        throw new Error(
          `${this.#place(row, column)}: expected one of ${listed(classes)}, found "${text.slice(0, 80)}".`,
        );
      return index;
    });
    return { y: fromValues(numbers, [this.rows]), classes };
  }

  #indexOf(column: string): number {
    const index = this.#indices.get(column);
    if (index === undefined)
      throw new Error(
        `${this.#name}: there is no column "${column}". Its columns: ${listed(this.columns)}.`,
      );
    return index;
  }

  #number({ fields, line }: { fields: string[]; line: number }, index: number): number {
    const text = fields[index]!;
    if (this.#missing !== undefined && MISSING.test(text)) return this.#missing;
    const thousands = this.#decimal === "unknown" && THOUSANDS.test(text);
    const value = text === "" || thousands ? Number.NaN : this.#valueOf(text);
    if (Number.isNaN(value) && text.toLowerCase() !== "nan")
      throw new Error(
        `${this.#name}, line ${line}, column "${this.columns[index]}": expected a number, ` +
          `found ${text === "" ? "nothing" : `"${text.slice(0, 80)}"`}. ${cure(text)}`,
      );
    return value;
  }

  #valueOf(text: string): number {
    if (this.#decimal !== ",") return Number(text);
    if (!text.includes(".")) return Number(text.replace(",", "."));
    return BRAZILIAN.test(text) ? Number(text.replaceAll(".", "").replace(",", ".")) : Number.NaN;
  }

  #place(row: number, column: string): string {
    return `${this.#name}, line ${this.#rows[row]!.line}, column "${column}"`;
  }
}

/** Whole thousands, or decimals after a point: nobody knows. */
const THOUSANDS = /^-?\d{1,3}(\.\d{3})+$/;
/** With points between thousands, which never begin with 0, and perhaps decimals after a comma. */
const BRAZILIAN = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;

/** What stands for a number that is missing. */
const MISSING = /^(|na|n\/a|nan|null|-)$/i;

/** Names, the first twenty. */
function listed(names: readonly string[]): string {
  return names.slice(0, 20).join(", ") + (names.length > 20 ? `, … (${names.length} in all)` : "");
}

function cure(text: string): string {
  if (text === "") return "Fill it in, or pass { missing: 0 }.";
  if (/^-?[\d.]*,\d+$/.test(text)) return 'Write decimals with a point. Or pass { decimal: "," }.';
  if (THOUSANDS.test(text))
    return 'Say how numbers are written: { decimal: "," } if points part thousands, else { decimal: "." }.';
  if (MISSING.test(text)) return "If it stands for a missing number, pass { missing: 0 }.";
  return "Leave the column out, or read it with categories().";
}
