/** The state of one kernel, and what ties its parts together. */

import type { History } from "../history/history.ts";
import type { Diagnostic, Language } from "../language/language.ts";
import type { Channels, Publish } from "../protocol/channels.ts";
import type { ErrorContent } from "../protocol/iopub.ts";
import type { Message } from "../protocol/message.ts";
import type { CommMessage, RuntimeMessage } from "../runtime/link/messages.ts";
import { texts } from "../texts/texts.ts";
import { DebugRelay } from "./debug-relay.ts";
import { errorContent } from "./errors.ts";
import { InputRequests } from "./input-requests.ts";
import { OpenComms } from "./open-comms.ts";
import type { Folder, SessionOptions, Settings, Versions } from "./options.ts";
import { Output } from "./output.ts";
import type { Request } from "./request.ts";
import { RuntimeKeeper } from "./runtime-keeper.ts";
import { Subshells } from "./subshells.ts";

/** A request whose code runs now. */
interface Running {
  message: Message;
  interrupted: boolean;
}

export class Session {
  readonly channels: Channels;
  readonly settings: Settings;
  readonly log: (line: string) => void;
  readonly output: Output;
  readonly history: History;
  readonly folder: Folder;
  readonly versions: () => Versions;
  readonly openComms = new OpenComms();
  readonly subshells: Subshells;
  readonly inputRequests: InputRequests;
  readonly runtime: RuntimeKeeper;
  readonly debugRelay: DebugRelay;
  /** By our ids of the requests. */
  readonly running = new Map<string, Running>();
  executionCount = 0;
  readonly #options: SessionOptions;
  #language: Promise<Language> | undefined;
  #unnumbered = 0;

  constructor(options: SessionOptions) {
    const { channels, settings, history, folder, versions, log } = options;
    this.#options = options;
    this.channels = channels;
    this.settings = settings;
    this.log = log;
    this.history = history;
    this.folder = folder;
    this.versions = versions;
    this.subshells = new Subshells({ received: () => channels.received(), log });
    this.output = new Output(this.publish, settings.outputLimit);
    this.inputRequests = new InputRequests({
      ask: (request, content) => channels.reply("stdin", request, "input_request", content),
      answer: (value) => this.runtime.answer(value),
    });
    this.debugRelay = new DebugRelay({
      send: (request) => this.runtime.debug(request),
      publish: (event, parent) => this.publish("debug_event", { ...event }, parent),
    });
    this.runtime = new RuntimeKeeper({
      start: options.startRuntime,
      types: () => settings.types,
      onMessage: (message) => this.#received(message),
      onLost: (reason, told, wanted) => this.#lost(reason, told, wanted),
    });
  }

  /** Shows something to every front end; where it cannot be sent, says so instead. */
  readonly publish: Publish = (type, content, parent, extras) => {
    try {
      this.channels.publish(type, content, parent, extras);
    } catch (error) {
      const { message } = error as Error;
      this.log(`${type} was not sent: ${message}`);
      const text = `${texts.notSent(type, message)}\n`;
      this.channels.publish("stream", { name: "stderr", text }, parent);
    }
  };

  /** Answers a request; where the answer cannot be sent, with the reason. */
  reply(channel: Request["channel"], request: Message, type: string, content: object): void {
    try {
      this.channels.reply(channel, request, type, content);
    } catch (error) {
      this.log(`${type} was not sent: ${(error as Error).message}`);
      this.channels.reply(channel, request, type, { status: "error", ...errorContent(error) });
    }
  }

  /** Gets ready in the background: the first cell finds runtime and language waiting. */
  warmUp(): void {
    this.runtime.start().catch(() => {});
    this.language().catch((error: Error) => this.log(`language: ${error.stack}`));
  }

  /** The language of the cells. */
  language(): Promise<Language> {
    this.#language ??= this.#options.startLanguage().catch((error) => {
      // The next cell tries again.
      this.#language = undefined;
      throw error;
    });
    return this.#language;
  }

  /** What is wrong with a cell, as an error to show. */
  async describe(source: string, diagnostics: Diagnostic[], cell: string): Promise<ErrorContent> {
    return (await this.language()).formatDiagnostics(source, diagnostics, cell);
  }

  /** The name of a cell in stack traces; counted ones are named after their number. */
  nextUrl(counted: boolean): string {
    return counted ? urlOf(this.executionCount) : `quiet-${++this.#unnumbered}.ts`;
  }

  /** The name of a counted cell that comes so many cells after the one that runs. */
  urlAfter(cells: number): string {
    return urlOf(this.executionCount + cells);
  }

  /** Stops what runs; its state is kept. */
  interrupt(): void {
    for (const running of this.running.values()) running.interrupted = true;
    this.runtime.interrupt();
  }

  /** A request is done. */
  finished(id: string): void {
    const running = this.running.get(id);
    if (running) this.inputRequests.done(id);
    this.running.delete(id);
  }

  /** An answer of the front end to a question of the running cell. */
  answered({ content }: Message): void {
    if (typeof content.value !== "string" || !this.inputRequests.answered(content.value)) {
      this.log("dropped a message on stdin: no cell waits for input");
    }
  }

  /** Ends the kernel, once what is to be said was sent. */
  shutdown(): void {
    this.runtime.close();
    // Who asked for it is answered first.
    setTimeout(async () => {
      await this.channels.flushed();
      await (await this.#language?.catch(() => undefined))?.close().catch(() => {});
      this.#options.onShutdown();
    });
  }

  /** One message that goes wrong must not take those behind it along. */
  #received(message: RuntimeMessage): void {
    try {
      this.#show(message);
    } catch (error) {
      this.log(`dropped a ${message.type} of the session: ${(error as Error).stack}`);
    }
  }

  #show(message: RuntimeMessage): void {
    const { output } = this;
    switch (message.type) {
      case "stream":
        output.stream(message.parent, message.name, message.text);
        break;
      case "display_data":
        output.show(message.parent, "display_data", displayContent(message));
        break;
      case "update_display_data":
        output.update(message.parent, message.displayId ?? "", displayContent(message));
        break;
      case "clear_output":
        output.show(message.parent, "clear_output", { wait: message.wait });
        break;
      case "late_error": {
        const { ename, evalue, traceback } = message;
        output.show(message.parent, "error", { ename, evalue, traceback });
        break;
      }
      case "debug":
        if (message.message.type === "event") this.debugRelay.happened(message.message);
        else this.debugRelay.answered(message.message);
        break;
      case "input_request":
        this.#ask(message);
        break;
      case "setting":
        this.settings[message.name] = message.value;
        break;
      case "comm_open":
      case "comm_msg":
      case "comm_close":
        this.#comm(message);
    }
  }

  #ask({ parent, prompt, password }: Extract<RuntimeMessage, { type: "input_request" }>): void {
    this.output.flush();
    const running = this.running.get(parent);
    if (running) this.inputRequests.ask(parent, running.message, { prompt, password });
  }

  #comm({ type, parent, commId, targetName, data, metadata, buffers }: CommMessage): void {
    if (type === "comm_open") this.openComms.opened(commId, targetName ?? "");
    if (type === "comm_close") this.openComms.closed(commId);
    this.output.flush();
    const content = { comm_id: commId, data, ...(targetName && { target_name: targetName }) };
    const extras = { metadata: metadata ?? {}, buffers: buffers ?? [] };
    this.publish(type, content, this.output.header(parent), extras);
  }

  /** The runtime is gone: says so, and what else went with it. */
  #lost({ evalue }: ErrorContent, told: boolean, wanted: boolean): void {
    for (const id of this.openComms.clear()) {
      this.publish("comm_close", { comm_id: id, data: {} }, this.output.header(undefined));
    }
    void this.#language?.then((language) => language.reset()).catch(() => {});
    this.debugRelay.lost();
    if (!told) this.output.stream("", "stderr", `\n${evalue} ${texts.variablesLost}\n`);
    if (!wanted) this.log(`the session was lost: ${evalue}`);
  }
}

function urlOf(count: number): string {
  return `cell-${count}.ts`;
}

function displayContent(
  message: Extract<RuntimeMessage, { type: "display_data" | "update_display_data" }>,
) {
  const { data, metadata, displayId } = message;
  return { data, metadata, transient: displayId === undefined ? {} : { display_id: displayId } };
}
