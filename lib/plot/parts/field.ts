import { type Matrix, sameLength, type Table, table, type Vector, vector } from "./numbers.ts";

/** Heights over a plane: a table, or a table with the coordinates of its columns and rows. */
export type Field = Matrix | { x?: Vector; y?: Vector; z: Matrix };

/** A field that was read: `x` and `y` only where they were given. */
export interface ReadField {
  z: Table;
  x?: number[];
  y?: number[];
}

/**
 * Reads a field; `what` names the figure in errors.
 *
 * @throws RangeError where it has fewer than `least` rows or columns, or x is not as long as a row, or y as there are rows.
 */
export function field(what: string, values: Field, least = 1): ReadField {
  if (typeof values !== "object" || values === null || !("z" in values)) {
    const z = table(`${what}: values`, values as Matrix);
    checkSize(what, z, least);
    return { z };
  }
  const z = table(`${what}: z`, values.z);
  checkSize(what, z, least);
  const result: ReadField = { z };
  if (values.x !== undefined) {
    result.x = vector(`${what}: x`, values.x);
    sameLength(what, "x", result.x.length, "a row of z", z.columns);
  }
  if (values.y !== undefined) {
    result.y = vector(`${what}: y`, values.y);
    sameLength(what, "y", result.y.length, "a column of z", z.rows);
  }
  return result;
}

function checkSize(what: string, { rows, columns }: Table, least: number): void {
  if (rows >= least && columns >= least) return;
  throw new RangeError(
    `${what}: ${rows} × ${columns} heights span no surface. Give ${least} rows and ${least} columns at least.`,
  );
}
