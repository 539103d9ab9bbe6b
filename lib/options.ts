/** Checking of options, whose wrong names and values would be passed over without a word. */

/** A kind of values: how it is said in an error, and what belongs to it. */
export interface Kind {
  allowed: string;
  test(value: unknown): boolean;
}

/** One of a few values. */
export function oneOf(...values: readonly string[]): Kind {
  return {
    allowed: values.map((value) => JSON.stringify(value)).join(" or "),
    test: (value) => values.includes(value as string),
  };
}

export const flag: Kind = {
  allowed: "true or false",
  test: (value) => typeof value === "boolean",
};

export const anyNumber: Kind = {
  allowed: "a number",
  test: (value) => typeof value === "number",
};

/** A whole number from `from`, of as many things as fit into the memory. */
export function whole(from: number): Kind {
  return {
    allowed: `a whole number from ${from}`,
    test: (value) =>
      Number.isInteger(value) && (value as number) >= from && (value as number) <= 2 ** 30,
  };
}

/**
 * Checks the options that a function was given; what is undefined counts as left out.
 * @throws Error that names the function and the option, and what is allowed.
 */
export function checkOptions(
  name: string,
  options: unknown,
  kinds: Readonly<Record<string, Kind>>,
): void {
  const names = Object.keys(kinds);
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new Error(
      `${name}: options are written as { ${names[0]}: … }, got ${written(options)}. ` +
        `There are ${names.join(", ")}.`,
    );
  }
  for (const [option, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, option))
      throw new Error(
        `${name}: there is no option "${option}". Its options are ${names.join(", ")}.`,
      );
    const { allowed, test } = kinds[option] as Kind;
    if (value !== undefined && !test(value))
      throw new Error(`${name}: ${option} must be ${allowed}, got ${written(value)}.`);
  }
}

function written(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
