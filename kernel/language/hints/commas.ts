/** Decimal commas and missing brackets that show only in the count: too many arguments or elements. */

import type { Clue } from "./hint.ts";

/** Further than this from the error nothing is looked at. */
const mostTokens = 80;

/** A call with more arguments than it takes, or a list with more elements, by its decimal commas. */
export function decimalComma(clue: Clue): string[] | undefined {
  return clue.code === "TS2554" ? inCall(clue) : inList(clue);
}

/** What takes a shape, or axes, as one list; the functions among them after a tensor. */
const takesShape = /^(?:reshape|expand|transpose|zeros|ones|randn?)$/;

/** Numbers given one by one, or in parentheses, to an exercise or an operation that asks for a list. */
export function listOfNumbers({ code, message, name, at, cell }: Clue): string[] | undefined {
  const shape = shapeIn({ code, message, at, cell });
  if (shape !== undefined) return [brackets(shape)];
  if (code !== "TS2554") {
    if (!/'number'.*'number\[\]'/s.test(message)) return undefined;
    const inside = /^\(?\s*(-?[\d.]+(?:\s*,\s*-?[\d.]+)*)\s*\)?$/.exec(name)?.[1];
    return inside === undefined ? undefined : [brackets(inside)];
  }
  const call = callAround({ at, cell });
  const [takes, got] = counts(message);
  if (!call || takes !== 1 || got < 2) return undefined;
  if (!/^exercise\d+$/.test(cell.text(call.open - 1))) return undefined;
  const inside = cell.slice(call.open + 1, call.close - 1);
  if (!/^-?[\d.]+(?:\s*,\s*-?[\d.]+)+$/.test(inside) || /^-?0,\d/.test(inside)) return undefined;
  return [brackets(inside)];
}

/** The numbers of a call such as `x.reshape(3, 2)`, `reshape(x, 3, 2)` or `zeros(2, 3)`. */
function shapeIn({ code, message, at, cell }: Pick<Clue, "code" | "message" | "at" | "cell">) {
  if (code !== "TS2554" && !/'number'.*'(?:Shape|readonly number\[\])'/s.test(message))
    return undefined;
  const call = callAround({ at, cell });
  if (!call || !takesShape.test(cell.text(call.open - 1))) return undefined;
  const inside = cell.slice(call.open + 1, call.close - 1);
  return /^(?:[\p{ID_Start}$_][\p{ID_Continue}$.]*\s*,\s*)?(-?\d+(?:\s*,\s*-?\d+)*)$/u.exec(
    inside,
  )?.[1];
}

function inCall({ message, at, cell }: Clue): string[] | undefined {
  const call = callAround({ at, cell });
  if (!call) return undefined;
  const [takes, got] = counts(message);
  const tight = tightCommas({ at, cell }, call.open, call.close);
  const afterZero = tight.find((comma) => cell.text(comma - 1) === "0");
  const meant = got - takes === tight.length ? tight[0] : got > takes ? afterZero : undefined;
  return meant === undefined ? undefined : pair({ cell }, meant);
}

function inList({ message, at, cell }: Clue): string[] | undefined {
  const [, got, most] = /(\d+) ele\w+[^\d]*? (\d+)\.?$/m.exec(message) ?? [];
  if (got === undefined) return undefined;
  const end = Math.min(cell.lineEnd(at), at + mostTokens);
  for (let open = Math.max(0, at); open <= end; open++) {
    const inside = cell.text(open) === "[" ? cell.around(open + 1) : undefined;
    if (inside?.kind !== "list" || inside.numbers?.length !== Number(got)) continue;
    if (inside.tight !== Number(got) - Number(most)) continue;
    const tight = tightCommas({ at: open + 1, cell }, open, end + 1);
    if (tight[0] !== undefined) return pair({ cell }, tight[0]);
  }
  return undefined;
}

/** How many arguments a call takes at most, and how many it got. */
function counts(message: string): [takes: number, got: number] {
  const [takes = 0, got = 0] = (message.match(/\d+/g) ?? []).map(Number).slice(-2);
  return [takes, got];
}

/** The brackets of the call that holds a token; what is nested in it has another bracket around it. */
function callAround({ at, cell }: Pick<Clue, "at" | "cell">) {
  const around = cell.around(at);
  if (around?.kind !== "call") return undefined;
  let [first, last] = [at, at];
  for (let step = 1; step < mostTokens; step++) {
    if (cell.around(at - step) === around) first = at - step;
    if (cell.around(at + step) === around) last = at + step;
  }
  return { open: first - 1, close: last + 1 };
}

/** The commas between two numbers, without a space, that stand directly in the bracket around `at`. */
function tightCommas({ at, cell }: Pick<Clue, "at" | "cell">, from: number, to: number): number[] {
  const around = cell.around(at);
  const found: number[] = [];
  for (let comma = from + 1; comma < to; comma++) {
    if (cell.text(comma) !== "," || cell.around(comma) !== around) continue;
    const numbers = [comma - 1, comma + 1].every((place) => /^\d+$/.test(cell.text(place)));
    if (numbers && cell.touch(comma - 1) && cell.touch(comma)) found.push(comma);
  }
  return found;
}

function pair({ cell }: Pick<Clue, "cell">, comma: number): string[] {
  const [whole, part] = [cell.text(comma - 1), cell.text(comma + 1)];
  return [`${whole},${part}`, `${whole}.${part}`, whole, part];
}

const brackets = (inside: string): string => `[${inside.split(/\s*,\s*/).join(", ")}]`;
