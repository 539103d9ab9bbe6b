/** Debug requests on their way to the runtime, and its answers and events on their way back. */
import type { Header } from "../protocol/message.ts";
import type { DebugEvent, DebugRequest, DebugResponse } from "../runtime/link/messages.ts";

interface DebugRelayOptions {
  /** Passes a request on to the runtime, which is started first where there is none. */
  send(request: DebugRequest): Promise<void>;
  publish(event: DebugEvent, parent: Header | undefined): void;
}

interface Waiting {
  command: string;
  done(response: DebugResponse): void;
}

export class DebugRelay {
  readonly #options: DebugRelayOptions;
  readonly #waiting = new Map<number, Waiting>();
  /** What a new runtime is told, so that a crash does not lose the breakpoints. */
  readonly #state = new Map<string, DebugRequest>();
  #parent: Header | undefined;
  #count = 0;

  constructor(options: DebugRelayOptions) {
    this.#options = options;
  }

  /** Answers a request of a front end; every front end counts its requests for itself. */
  async request(request: DebugRequest, parent: Header): Promise<DebugResponse> {
    this.#parent = parent;
    this.#remember(request);
    const response = await this.#ask(request);
    return { ...response, request_seq: request.seq };
  }

  /** The runtime answered. */
  answered(response: DebugResponse): void {
    this.#waiting.get(response.request_seq)?.done(response);
    this.#waiting.delete(response.request_seq);
  }

  /** Something happened in the runtime. */
  happened(event: DebugEvent): void {
    this.#options.publish(event, this.#parent);
  }

  /** The runtime is gone. A new one learns what this one knew. */
  lost(): void {
    for (const seq of this.#waiting.keys()) {
      this.#fail(seq, "The session ended before the debugger answered.");
    }
    if (!this.#state.has("attach")) return;
    this.happened({ type: "event", seq: 0, event: "continued", body: { threadId: 1 } });
    for (const request of this.#state.values()) void this.#ask(request);
  }

  #remember(request: DebugRequest): void {
    const { command, arguments: given } = request;
    if (command === "attach" || command === "setExceptionBreakpoints") {
      this.#state.set(command, request);
    } else if (command === "setBreakpoints") {
      const { path } = (given?.source ?? {}) as { path?: string };
      this.#state.set(`${command} ${path}`, request);
    } else if (command === "disconnect" || command === "terminate") {
      this.#state.clear();
    }
  }

  #ask(request: DebugRequest): Promise<DebugResponse> {
    this.#count += 1;
    const seq = this.#count;
    return new Promise((done) => {
      this.#waiting.set(seq, { command: request.command, done });
      this.#options
        .send({ ...request, seq })
        .catch((error: Error) => this.#fail(seq, error.message));
    });
  }

  #fail(seq: number, message: string): void {
    const { command = "" } = this.#waiting.get(seq) ?? {};
    this.answered({ type: "response", seq: 0, request_seq: seq, command, success: false, message });
  }
}
