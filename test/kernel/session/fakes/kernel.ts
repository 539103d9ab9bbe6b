/** A kernel without a process: a session on channels, a history, a language and a runtime in memory. */
import type { HistoryStorage } from "../../../../kernel/history/history.ts";
import { memoryStorage } from "../../../../kernel/history/memory.ts";
import { StoredHistory } from "../../../../kernel/history/stored-history.ts";
import type { Channels, Extras, Incoming } from "../../../../kernel/protocol/channels.ts";
import { encodeJson } from "../../../../kernel/protocol/json.ts";
import type { Fields, Message } from "../../../../kernel/protocol/message.ts";
import type { RuntimeOptions } from "../../../../kernel/runtime/link/runtime.ts";
import { dispatch } from "../../../../kernel/session/dispatch.ts";
import type { SessionOptions } from "../../../../kernel/session/options.ts";
import { Session } from "../../../../kernel/session/session.ts";
import { Client } from "../../client.ts";
import { FakeLanguage } from "./language.ts";
import { FakeRuntime, type Script } from "./runtime.ts";

interface FakeOptions extends Partial<SessionOptions> {
  storage?: HistoryStorage;
}

export class FakeKernel extends Client {
  readonly language = new FakeLanguage();
  /** Every runtime that was started; the last is the one that lives. */
  readonly runtimes: FakeRuntime[] = [];
  readonly script: Script = {
    ...{ cells: {}, comm: () => {}, debug: () => {}, starts: true },
    noticed: () => this.notify(),
  };
  readonly kernel: Session;
  /** Whether the kernel has ended. */
  ended = false;

  readonly #dispatch: typeof dispatch;

  /** @param code The session's own, or the same as it is bundled. */
  constructor(
    { storage = memoryStorage(), ...options }: FakeOptions = {},
    code = { Session, StoredHistory, dispatch },
  ) {
    super();
    this.#dispatch = code.dispatch;
    const log = (line: string) => this.logged(`${line}\n`);
    this.kernel = new code.Session({
      channels: this.#channels(),
      settings: { outputLimit: 1000, types: "block", serverPath: "/user/ana/" },
      history: new code.StoredHistory(storage, log),
      folder: { trouble: undefined, news: () => undefined },
      versions: () => ({ sinapse: "1.0.0", typescript: "7.0.0", platform: "Test 1" }),
      startLanguage: async () => this.language,
      startRuntime: (started: RuntimeOptions) => {
        this.runtimes.push(new FakeRuntime(started, this.script));
        this.notify();
        return this.runtime;
      },
      log,
      onShutdown: () => {
        this.ended = true;
        this.notify();
      },
      ...options,
    });
  }

  get runtime(): FakeRuntime {
    return this.runtimes.at(-1)!;
  }

  protected deliver(channel: Incoming, message: Message): void {
    this.#dispatch(channel, message, this.kernel);
  }

  #channels(): Channels {
    const make = (type: string, content: object, extras: Extras = {}, to?: Message): Message => ({
      ...this.message(type, JSON.parse(encodeJson(content).toString()) as Fields),
      parentHeader: to?.header ?? {},
      metadata: extras.metadata ?? {},
      buffers: extras.buffers ?? [],
    });
    return {
      ports: {
        status: "ok",
        ...{ shell_port: 1, iopub_port: 2, stdin_port: 3, hb_port: 4, control_port: 5 },
      },
      reply: (channel, request, type, content, extras) => {
        const message = make(type, content, extras, request);
        // Whoever waits for it must not run inside of who sends it.
        queueMicrotask(() => (channel === "stdin" ? this.asked(message) : this.replied(message)));
      },
      publish: (type, content, parent, extras) => {
        const message = make(type, content, extras);
        this.heard({ ...message, parentHeader: parent ?? {} });
      },
      received: async () => {},
      flushed: async () => {},
    };
  }
}
