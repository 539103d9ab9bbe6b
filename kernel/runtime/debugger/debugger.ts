/**
 * The debugger: front ends' Debug Adapter Protocol on one side, V8's inspector on the other. Runs
 * in the control thread, which goes on while user code stands at a breakpoint.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugEvent, DebugRequest, DebugResponse } from "../link/messages.ts";
import { Breakpoints } from "./breakpoints.ts";
import { CallStack } from "./call-stack.ts";
import { capabilities } from "./capabilities.ts";
import { Evaluation } from "./evaluation.ts";
import { Inspector, type Runtime, type Debugger as V8 } from "./inspector.ts";
import {
  blackboxed,
  hashSeed,
  type RanCell,
  Sources,
  tmpFilePrefix,
  tmpFileSuffix,
} from "./sources.ts";
import { text, Variables } from "./variables.ts";

type Arguments = Record<string, unknown>;

/** JavaScript has one thread. */
const threadId = 1;

interface DebuggerOptions {
  send(message: DebugResponse | DebugEvent): void;
  /** Whether exceptions are to be let through to the debugger. */
  onAttached(attached: boolean): void;
}

/** What there is while the debugger is on. */
interface Attached {
  inspector: Inspector;
  variables: Variables;
  evaluation: Evaluation;
}

export class Debugger {
  readonly #options: DebuggerOptions;
  readonly #sources = new Sources();
  readonly #breakpoints = new Breakpoints(this.#sources);
  readonly #callStack = new CallStack(this.#sources);
  #attached: Attached | undefined;
  #seq = 0;

  constructor(options: DebuggerOptions) {
    this.#options = options;
  }

  get isPaused(): boolean {
    return !this.#callStack.isEmpty;
  }

  /** A cell is about to run; resolves when its breakpoints are set. */
  async beforeCell(cell: RanCell): Promise<void> {
    this.#sources.add(cell);
    if (this.#attached) await this.#breakpoints.placeAll(this.#attached.inspector);
  }

  /** Ends the cell that stands at a breakpoint. */
  async terminate(): Promise<void> {
    await this.#attached?.inspector.post("Debugger.resume", { terminateOnResume: true });
  }

  async request({ seq, command, arguments: given = {} }: DebugRequest): Promise<void> {
    const answer = { type: "response", seq: ++this.#seq, request_seq: seq, command } as const;
    const handler = this.#handlers[command];
    try {
      if (!handler) throw new Error(`The debugger does not know the command "${command}".`);
      const body = await handler(given);
      this.#options.send({ ...answer, success: true, body: body ?? {} });
    } catch (error) {
      this.#options.send({ ...answer, success: false, message: (error as Error).message });
    }
  }

  /** One entry for each command of the protocol. */
  readonly #handlers: Record<string, (given: Arguments) => unknown> = {
    initialize: () => capabilities,
    attach: () => this.#attach(),
    debugInfo: () => this.#info(),
    configurationDone: () => undefined,
    disconnect: () => this.#detach(),
    terminate: () => this.#detach(),
    dumpCell: ({ code }) => ({ sourcePath: this.#sources.dump(String(code)) }),
    source: ({ source }) => this.#source(source as { path?: string } | undefined),
    setBreakpoints: (given) => this.#setBreakpoints(given),
    setExceptionBreakpoints: ({ filters }) => this.#setExceptionBreakpoints(filters as string[]),
    threads: () => ({ threads: [{ id: threadId, name: "main" }] }),
    stackTrace: () => {
      const { frames } = this.#callStack;
      return { stackFrames: frames, totalFrames: frames.length };
    },
    scopes: ({ frameId }) => ({ scopes: this.#scopes(frameId) }),
    variables: async ({ variablesReference }) => ({
      variables: await this.#attached?.variables.inside(variablesReference as number),
    }),
    exceptionInfo: () => ({
      exceptionId: this.#callStack.exception?.className ?? "Error",
      description: this.#callStack.exception?.description ?? "",
      breakMode: "always",
    }),
    evaluate: (given) => this.#on().evaluation.evaluate(given),
    inspectVariables: async () => ({ variables: await this.#on().evaluation.notebookVariables() }),
    richInspectVariables: (given) => this.#on().evaluation.show(given),
    copyToGlobals: (given) => this.#on().evaluation.copyToGlobals(given),
    continue: async () => {
      await this.#step("resume");
      return { allThreadsContinued: true };
    },
    next: () => this.#step("stepOver"),
    stepIn: () => this.#step("stepInto"),
    stepOut: () => this.#step("stepOut"),
    pause: () => this.#on().inspector.post("Debugger.pause"),
    modules: () => ({ modules: [], totalModules: 0 }),
  };

  async #attach(): Promise<void> {
    if (!this.#attached) {
      const inspector = new Inspector();
      const variables = new Variables(inspector);
      const evaluation = new Evaluation(inspector, this.#callStack, variables);
      this.#attached = { inspector, variables, evaluation };
      inspector.on<V8.ScriptParsedEventDataType>("Debugger.scriptParsed", (script) =>
        this.#callStack.scriptParsed(script),
      );
      inspector.on<V8.PausedEventDataType>("Debugger.paused", (event) => this.#paused(event));
      inspector.on("Debugger.resumed", () => this.#resumed());
      await inspector.post("Debugger.enable");
      await inspector.post("Debugger.setBlackboxPatterns", { patterns: blackboxed });
      await inspector.post("Debugger.setAsyncCallStackDepth", { maxDepth: 8 });
      await this.#breakpoints.placeAll(inspector);
      this.#options.onAttached(true);
    }
    this.#event("initialized");
  }

  async #detach(): Promise<void> {
    const { inspector } = this.#attached ?? {};
    if (!inspector) return;
    this.#attached = undefined;
    this.#options.onAttached(false);
    this.#breakpoints.clear();
    await inspector.post("Debugger.disable");
    inspector.close();
    this.#resumed();
    this.#event("terminated");
  }

  #on(): Attached {
    if (!this.#attached) throw new Error("The debugger is off. Turn it on in the notebook.");
    return this.#attached;
  }

  #info(): object {
    return {
      isStarted: this.#attached !== undefined,
      hashMethod: "Murmur2",
      hashSeed,
      tmpFilePrefix,
      tmpFileSuffix,
      breakpoints: this.#breakpoints.list(),
      stoppedThreads: this.isPaused ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  #source(source: { path?: string } | undefined): object {
    const content = this.#sources.text(source?.path ?? "");
    if (content === undefined) throw new Error(`There is no source at ${source?.path}.`);
    return { content, mimeType: "text/typescript" };
  }

  async #setBreakpoints(given: Arguments): Promise<object> {
    const path = (given.source as { path: string }).path;
    const breakpoints = (given.breakpoints ?? []) as DebugProtocol.SourceBreakpoint[];
    await this.#breakpoints.replace(path, breakpoints, this.#attached?.inspector);
    const source = { path };
    return { breakpoints: breakpoints.map(({ line }) => ({ verified: true, line, source })) };
  }

  async #setExceptionBreakpoints(filters: string[] = []): Promise<void> {
    const state = ["all", "uncaught"].find((filter) => filters.includes(filter)) ?? "none";
    await this.#on().inspector.post("Debugger.setPauseOnExceptions", { state });
  }

  #paused({ callFrames, reason, hitBreakpoints = [], data }: V8.PausedEventDataType): void {
    const isException = reason === "exception" || reason === "promiseRejection";
    const exception = isException ? (data as unknown as Runtime.RemoteObject) : undefined;
    this.#callStack.stand(callFrames, exception);
    if (!this.isPaused) {
      void this.#attached?.inspector.post("Debugger.resume");
      return;
    }
    this.#event("stopped", {
      reason: isException ? "exception" : hitBreakpoints.length > 0 ? "breakpoint" : "step",
      threadId,
      allThreadsStopped: true,
      ...(exception && { text: text(exception) }),
    });
  }

  #resumed(): void {
    if (!this.isPaused) return;
    this.#callStack.clear();
    this.#attached?.variables.clear();
    this.#event("continued", { threadId, allThreadsContinued: true });
  }

  async #step(how: "resume" | "stepOver" | "stepInto" | "stepOut"): Promise<void> {
    if (!this.isPaused) throw new Error("No cell stands at a breakpoint.");
    await this.#on().inspector.post(`Debugger.${how}`);
  }

  #scopes(frameId: unknown): DebugProtocol.Scope[] {
    const { variables } = this.#on();
    return [...this.#callStack.scopes(frameId)].map(([name, objectIds]) => ({
      name,
      variablesReference: variables.reference({ objectIds }),
      expensive: false,
    }));
  }

  #event(event: string, body: object = {}): void {
    this.#options.send({ type: "event", seq: ++this.#seq, event, body });
  }
}
