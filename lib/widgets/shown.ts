import { type Displayable, displaySymbol, type MimeBundle } from "../display.ts";

type Describe = (value: unknown) => Promise<{ data: MimeBundle } | undefined>;

/** What a figure shows itself as, without waiting; undefined for values that have to be waited for. */
export function bundleNow(value: unknown): MimeBundle | undefined {
  if (typeof value !== "object" || value === null || !(displaySymbol in value)) return undefined;
  const bundle = (value as Displayable)[displaySymbol]();
  return bundle instanceof Promise ? undefined : bundle;
}

/** A value as a cell's last line would show it. */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  if (typeof value === "object" && value !== null && displaySymbol in value) {
    return (value as Displayable)[displaySymbol]();
  }
  const describe = (globalThis as Record<symbol, unknown>)[Symbol.for("sinapse.describe")];
  if (!describe) return { "text/plain": value === undefined ? "" : String(value) };
  const described = await (describe as Describe)(value);
  return described?.data ?? { "text/plain": "" };
}
