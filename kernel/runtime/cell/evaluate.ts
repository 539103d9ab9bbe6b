/** Evaluates JavaScript in V8's REPL mode: declarations stay, anything may be declared again. */
import { type Runtime, Session } from "node:inspector";
import { consumeTermination, inUserCode, isDebugging } from "../control/main-thread.ts";

/** What an evaluation came to. */
export type Outcome =
  | { kind: "value"; value: unknown }
  | { kind: "thrown"; thrown: unknown; position?: Position }
  | { kind: "terminated" };

/** Where V8 saw an error, counted from 1; all there is for a SyntaxError. */
export interface Position {
  url: string;
  line: number;
  column: number;
}

const session = new Session();
session.connect();

/**
 * Something that runs user code and then calls `end`, once. No promise, as the callbacks of
 * promises get lost where an interrupt hits any of them.
 */
export type Work = (end: (outcome: Outcome) => void) => void;

/** Evaluates a program; awaits what it awaits at top level. */
export function evaluate(javascript: string, url?: string): Work {
  const expression = url === undefined ? javascript : `${javascript}\n//# sourceURL=${url}`;
  return (end) => ask("Runtime.evaluate", { expression, replMode: true }, end, url);
}

/** Calls a function that runs user code, and awaits what it returns. */
export function guard(action: () => unknown): Work {
  const functionDeclaration = "function () { return this()(); }";
  return (end) => {
    passed = action;
    const objectId = giveId();
    ask("Runtime.callFunctionOn", { objectId, functionDeclaration, awaitPromise: true }, end);
  };
}

/** The names that cells have declared with `let`, `const` and `class`. */
export function lexicalNames(): string[] {
  let names: string[] = [];
  session.post("Runtime.globalLexicalScopeNames", {}, (_failure, answer) => {
    names = answer.names;
  });
  return names;
}

/** Stops the code that runs on this thread now. */
export function terminate(): void {
  session.post("Runtime.terminateExecution", () => {});
}

function ask(method: string, parameters: object, end: (outcome: Outcome) => void, url?: string) {
  const objectGroup = `step ${steps++}`;
  // Silent evaluations never stop at exceptions, also where a debugger asks for it.
  const silent = !isDebugging();
  inUserCode(() =>
    session.post(method, { ...parameters, objectGroup, silent }, (failure, answer) => {
      const came = failure
        ? terminatedOr(failure)
        : outcomeOf(answer as Runtime.EvaluateReturnType, url);
      session.post("Runtime.releaseObjectGroup", { objectGroup });
      end(came);
    }),
  );
}

let steps = 0;

function terminatedOr(failure: Error): Outcome {
  if (!failure.message.includes("terminated")) return { kind: "thrown", thrown: failure };
  consumeTermination();
  return { kind: "terminated" };
}

function outcomeOf(answer: Runtime.EvaluateReturnType, cell?: string): Outcome {
  const { result, exceptionDetails } = answer;
  if (!exceptionDetails) return { kind: "value", value: fetchValue(result) };
  // A program that does not parse has no URL yet.
  const { exception, url = cell, lineNumber, columnNumber } = exceptionDetails;
  const thrown = exception ? fetchValue(exception) : new Error(exceptionDetails.text);
  if (!url) return { kind: "thrown", thrown };
  return {
    kind: "thrown",
    thrown,
    position: { url, line: lineNumber + 1, column: columnNumber + 1 },
  };
}

// Values pass between us and the inspector, which only knows ids, through two functions.

let passed: unknown;
let ids: { take: string; give: string } | undefined;

/** The value itself behind the inspector's description of it. */
function fetchValue(remote: Runtime.RemoteObject): unknown {
  const { type, objectId, unserializableValue, value } = remote;
  if (type === "undefined") return undefined;
  if (objectId === undefined && unserializableValue === undefined) return value;
  session.post("Runtime.callFunctionOn", {
    objectId: takeId(),
    functionDeclaration: "function (value) { this(value); }",
    arguments: [objectId === undefined ? { unserializableValue } : { objectId }],
    silent: true,
  });
  const fetched = passed;
  passed = undefined;
  return fetched;
}

/** The id of a function that keeps its argument in `passed`. */
function takeId(): string {
  ids ??= makeIds();
  return ids.take;
}

/** The id of a function that returns `passed`. */
function giveId(): string {
  ids ??= makeIds();
  return ids.give;
}

function makeIds(): { take: string; give: string } {
  const idOf = (action: (value: unknown) => unknown) => {
    const hidden = "__sinapse_hidden__";
    Object.defineProperty(globalThis, hidden, { configurable: true, value: action });
    let id = "";
    session.post(
      "Runtime.evaluate",
      { expression: hidden, objectGroup: "kernel" },
      (_failure, answer) => {
        id = (answer as Runtime.EvaluateReturnType).result.objectId ?? "";
      },
    );
    Reflect.deleteProperty(globalThis, hidden);
    return id;
  };
  return {
    take: idOf((value) => {
      passed = value;
    }),
    give: idOf(() => passed),
  };
}
