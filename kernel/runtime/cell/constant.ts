/** Assignments to constants end here: V8 runs the constants of cells as variables. */

/** Throws when it is called, and when `_` is set. */
export const constant = Object.defineProperty(refuse, "_", { set: refuse });

function refuse(): never {
  throw new TypeError("Assignment to constant variable.");
}
