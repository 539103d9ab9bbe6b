/** What a front end of a kernel keeps and waits for, whatever carries its messages. */
import { randomUUID } from "node:crypto";
import type { Incoming } from "../../kernel/protocol/channels.ts";
import type { Fields, Header, Message } from "../../kernel/protocol/message.ts";

/** What a request came to. */
export interface Exchange {
  reply: Fields;
  /** What IOPub brought with the request as parent, from `busy` to `idle`. */
  published: Message[];
}

export abstract class Client {
  /** Everything that came by IOPub, in order. */
  readonly iopub: Message[] = [];
  /** Answers to `input_request`, in order. */
  readonly inputs: ((message: Message) => string)[] = [];
  /** What the kernel wrote on its stderr. */
  log = "";
  protected readonly session = randomUUID();
  readonly #waiting = new Map<string, (message: Message) => void>();
  #changed: (() => void)[] = [];

  /** Hands a message to the kernel. */
  protected abstract deliver(channel: Incoming, message: Message): void;

  /** Sends a request; gives its reply and all that it published up to idle. */
  async request(
    type: string,
    content: object = {},
    { channel = "shell" as "shell" | "control", header = {} as Partial<Header> } = {},
  ): Promise<Exchange> {
    const id = this.send(type, content, { channel, header });
    const reply = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    const { content: replied } = await reply;
    await this.idle(id);
    return { reply: replied, published: this.caused(id) };
  }

  /** Runs a cell. */
  execute(code: string, options: object = {}, header: Partial<Header> = {}): Promise<Exchange> {
    return this.request("execute_request", executeRequest(code, options), { header });
  }

  /** Sends a message; returns its id. */
  send(
    type: string,
    content: object = {},
    {
      channel = "shell" as Incoming,
      header = {} as Partial<Header>,
      buffers = [] as Uint8Array[],
      metadata = {},
    } = {},
  ): string {
    const message = this.message(type, content, header);
    this.deliver(channel, { ...message, buffers, metadata });
    return message.header.msg_id;
  }

  message(type: string, content: object = {}, header: Partial<Header> = {}): Message {
    return {
      identities: [],
      header: {
        msg_id: randomUUID(),
        msg_type: type,
        session: this.session,
        username: "test",
        date: new Date().toISOString(),
        version: "5.5",
        ...header,
      },
      parentHeader: {},
      metadata: {},
      content: content as Fields,
      buffers: [],
    };
  }

  /** The reply to a message sent with `send`. */
  reply(id: string): Promise<Message> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Waits for something that IOPub brings, or has brought. */
  async published(matches: (message: Message) => boolean): Promise<Message> {
    return this.until(() => this.iopub.find(matches));
  }

  /** Waits until `find` finds something; looks again whenever something came in. */
  async until<Found>(find: () => Found | undefined | false): Promise<Found> {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
  }

  async idle(id: string): Promise<void> {
    await this.published(
      (message) => parentOf(message) === id && message.content.execution_state === "idle",
    );
  }

  /** What IOPub brought with the request `id` as parent. */
  caused(id: string): Message[] {
    return this.iopub.filter((message) => parentOf(message) === id);
  }

  /** A reply came. */
  protected replied(message: Message): void {
    const id = parentOf(message);
    this.#waiting.get(id)?.(message);
    this.#waiting.delete(id);
  }

  /** Something was published. */
  protected heard(message: Message): void {
    this.iopub.push(message);
    this.notify();
  }

  /** The kernel asks; it is answered where an answer is ready. */
  protected asked(message: Message): void {
    this.heard(message);
    const answer = this.inputs.shift();
    if (!answer) return;
    const reply = this.message("input_reply", { value: answer(message) });
    this.deliver("stdin", { ...reply, parentHeader: message.header });
  }

  protected logged(text: string): void {
    this.log += text;
    this.notify();
  }

  protected notify(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }
}

/** The content of an execute request as JupyterLab sends it. */
export function executeRequest(code: string, options: object = {}): object {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: true,
    stop_on_error: true,
    ...options,
  };
}

export const parentOf = ({ parentHeader }: Message): string => parentHeader.msg_id ?? "";

/** The messages of one type. */
export const ofType = (messages: Message[], type: string): Message[] =>
  messages.filter(({ header }) => header.msg_type === type);

/** The text that was written to a stream. */
export const textOf = (messages: Message[], name = "stdout"): string =>
  ofType(messages, "stream")
    .filter(({ content }) => content.name === name)
    .map(({ content }) => content.text)
    .join("");
