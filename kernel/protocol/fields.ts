/** Reads the fields of a request: what comes from outside may hold anything. */

import { beginning } from "../texts/beginning.ts";
import type { Fields } from "./message.ts";

/** A request whose content is not what the specification says. */
export class RequestError extends Error {
  override name = "RequestError";
}

/** How much of a wrong value an error shows. */
const shown = 200;

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
  object: Fields;
}

/**
 * The field `name`; `otherwise` where it is absent or null.
 * @throws {RequestError} Where it is of another kind, or absent without an `otherwise`.
 */
export function field<Kind extends keyof Kinds>(
  content: Fields,
  name: string,
  kind: Kind,
  otherwise?: Kinds[Kind],
): Kinds[Kind] {
  const value = content[name] ?? otherwise;
  if (typeof value === kind) return value as Kinds[Kind];
  const given = beginning(JSON.stringify(value) ?? "nothing", shown);
  throw new RequestError(`${name}: expected a ${kind}; got ${given}.`);
}

/** Like {@link field}, undefined where it is absent or null. */
export function optional<Kind extends keyof Kinds>(
  content: Fields,
  name: string,
  kind: Kind,
): Kinds[Kind] | undefined {
  return content[name] == null ? undefined : field(content, name, kind);
}
