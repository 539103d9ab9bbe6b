/** Answers that are functions: run for each case, and told about the case that failed. */
import { plain, same, someNumber } from "./expectation.ts";
import type { Precision } from "./numbers.ts";
import { says } from "./texts.ts";
import { format, formatApart } from "./written.ts";

/** What a function must give for which inputs. */
export interface Case<Answer> {
  /** What the function is given. */
  inputs: Answer extends (...inputs: infer Inputs) => unknown ? Readonly<Inputs> : never;
  /** What it must give. */
  expected: Answer extends (...inputs: never[]) => infer Output ? Output : never;
  /** What feedback calls the inputs, where they are too long to show: "the network of section 1". */
  called?: string;
}

type Run = (...inputs: unknown[]) => unknown;

/** A case that failed: what came in the place of what was expected, or the error that stopped it. */
export interface Failure {
  inputs: readonly unknown[];
  called: string | undefined;
  expected: unknown;
  given?: unknown;
  error?: unknown;
  stopped: boolean;
}

/** A function that is given copies, so that what it does to its inputs stays its own. */
export function guarded<Answer>(answer: Answer): Answer {
  if (typeof answer !== "function") return answer;
  const run = answer as unknown as Run;
  const given: Run = (...inputs) => run(...(copied(inputs) as unknown[]));
  return given as unknown as Answer;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? (value as Float64Array).slice()
    : value;
}

/** The first case in which a function does not give what is expected; undefined if it always does. */
export function firstFailure<Answer>(
  answer: Answer,
  cases: readonly Case<Answer>[],
  precision: Precision,
): Failure | undefined {
  const run = guarded(answer) as unknown as Run;
  for (const { inputs, expected, called } of cases) {
    const about = { inputs: inputs as readonly unknown[], called, expected };
    try {
      const given = run(...about.inputs);
      if (!same(given, expected, precision)) return { ...about, given, stopped: false };
    } catch (error) {
      return { ...about, error, stopped: true };
    }
  }
  return undefined;
}

/** Whether two functions give the same in every case. */
export function alike<Answer>(
  one: Answer,
  other: Answer,
  cases: readonly Case<Answer>[],
  precision: Precision,
): boolean {
  const run = guarded(other) as unknown as Run;
  try {
    const given = cases.map(({ inputs }) => ({ inputs, expected: run(...inputs) }));
    return firstFailure(one, given as Case<Answer>[], precision) === undefined;
  } catch {
    return false;
  }
}

/** Whether every case gives `NaN`, as a function does whose placeholder was not replaced. */
export function givesNoNumbers<Answer>(answer: Answer, cases: readonly Case<Answer>[]): boolean {
  const run = guarded(answer) as unknown as Run;
  return cases.every(({ inputs }) => {
    try {
      return someNumber(run(...inputs), Number.isNaN);
    } catch {
      return false;
    }
  });
}

/** What happened in the case that failed, and what should have. */
export function describeFailure(failure: Failure, names: readonly string[] | undefined): string {
  const { error, stopped, expected } = failure;
  const inputs = failure.called ?? describeInputs(failure.inputs, names);
  if (stopped) return says().stopped(inputs, messageOf(error));
  const given = plain(failure.given);
  if (given === undefined) return says().nothingCame(inputs, format(expected));
  if (Number.isNaN(given)) return says().noNumberCame(inputs, format(expected));
  return says().came(inputs, ...formatApart(expected, given));
}

/** @returns such as "x = 1, α = 0.1 and v = [1, 2]" */
function describeInputs(inputs: readonly unknown[], names: readonly string[] | undefined): string {
  if (!names) return inputs.map((input) => format(input)).join("; ");
  const parts = inputs.map((input, i) => (names[i] ? `${names[i]} = ` : "") + format(input, 6));
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} ${says().and} ${parts.at(-1)}`;
}

/** The message of an error, or what was thrown as text. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
