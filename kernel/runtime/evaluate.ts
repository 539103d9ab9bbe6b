/** Evaluates JavaScript in V8's REPL mode: declarations stay, anything may be declared again. */
import { type Runtime, Session } from "node:inspector";

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

let received: unknown;
let receiver: string | undefined;

/** Evaluates a program; awaits what it awaits at top level. */
export function evaluate(javascript: string, url?: string): Promise<Outcome> {
  const expression = url === undefined ? javascript : `${javascript}\n//# sourceURL=${url}`;
  const objectGroup = "cell";
  return new Promise((resolve) => {
    session.post(
      "Runtime.evaluate",
      { expression, objectGroup, replMode: true, silent: true },
      (failure, answer) => {
        const outcome = failure
          ? terminatedOr(failure)
          : outcomeOf(answer as Runtime.EvaluateReturnType, url);
        session.post("Runtime.releaseObjectGroup", { objectGroup });
        resolve(outcome);
      },
    );
  });
}

/** Stops the code that runs on this thread now. */
export function terminate(): void {
  session.post("Runtime.terminateExecution", () => {});
}

function terminatedOr(failure: Error): Outcome {
  return failure.message.includes("terminated")
    ? { kind: "terminated" }
    : { kind: "thrown", thrown: failure };
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

/** The value itself behind the inspector's description of it. */
function fetchValue(remote: Runtime.RemoteObject): unknown {
  if (remote.type === "undefined") return undefined;
  if (remote.objectId === undefined && remote.unserializableValue === undefined) {
    return remote.value;
  }
  const { objectId, unserializableValue } = remote;
  session.post("Runtime.callFunctionOn", {
    objectId: receiverId(),
    functionDeclaration: "function (value) { this(value); }",
    arguments: [objectId === undefined ? { unserializableValue } : { objectId }],
    silent: true,
  });
  const value = received;
  received = undefined;
  return value;
}

/** The inspector's id of a function that keeps its argument in `received`. */
function receiverId(): string {
  receiver ??= makeReceiver();
  return receiver;
}

function makeReceiver(): string {
  let id = "";
  const hidden = Symbol.for("sinapse.receive");
  const globals = globalThis as Record<symbol, unknown>;
  globals[hidden] = (value: unknown) => {
    received = value;
  };
  session.post(
    "Runtime.evaluate",
    { expression: 'globalThis[Symbol.for("sinapse.receive")]', objectGroup: "kernel" },
    (_failure, answer) => {
      id = (answer as Runtime.EvaluateReturnType).result.objectId ?? "";
    },
  );
  delete globals[hidden];
  return id;
}
