/** A small front end for tests: starts a kernel and talks to it over real ZeroMQ sockets. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Request, Subscriber } from "zeromq";
import { address, type Connection } from "../../kernel/protocol/connection.ts";
import type { Channel, Fields, Header, Message } from "../../kernel/protocol/message.ts";
import { Wire } from "../../kernel/protocol/wire.ts";

const main = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));

/** What a request came to. */
export interface Exchange {
  reply: Fields;
  /** What IOPub brought with the request as parent, from `busy` to `idle`. */
  published: Message[];
}

/** How a test changes the kernel that it starts. */
export interface FrontEndOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Instead of Sinapse: the kernel's command line, `{connection_file}` included. */
  command?: string[];
}

export class FrontEnd {
  readonly process: ChildProcess;
  readonly connection: Connection;
  readonly wire: Wire;
  /** Everything that came by IOPub, in order. */
  readonly iopub: Message[] = [];
  /** Answers to `input_request`, in order. */
  readonly inputs: ((message: Message) => string)[] = [];
  /** What the kernel wrote on its stderr. */
  log = "";
  readonly #session = randomUUID();
  readonly #folder: string;
  readonly #sockets: { shell: Dealer; control: Dealer; stdin: Dealer };
  readonly #subscriber = new Subscriber({ receiveHighWaterMark: 0, linger: 0 });
  readonly #waiting = new Map<string, (message: Message) => void>();
  #changed: (() => void)[] = [];

  /** Starts a kernel and connects to it. */
  static async start(options: FrontEndOptions = {}): Promise<FrontEnd> {
    const ports = await freePorts(5);
    return new FrontEnd(options, ports);
  }

  private constructor(options: FrontEndOptions, ports: number[]) {
    const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports as [
      number,
      number,
      number,
      number,
      number,
    ];
    const key = randomUUID();
    this.connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      ...{ shell_port, control_port, stdin_port, iopub_port, hb_port },
      key,
      signature_scheme: "hmac-sha256",
    };
    this.wire = new Wire(key, "hmac-sha256");
    this.#folder = mkdtempSync(join(tmpdir(), "sinapse-test-"));
    const file = join(this.#folder, "connection.json");
    writeFileSync(file, JSON.stringify(this.connection));
    const command = options.command ?? [process.execPath, main, "{connection_file}"];
    const [program, ...rest] = command.map((part) => part.replace("{connection_file}", file));
    this.process = spawn(program!, rest, {
      cwd: options.cwd ?? this.#folder,
      env: { ...process.env, SINAPSE_DATA_DIR: join(this.#folder, "data"), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stderr!.on("data", (chunk: Buffer) => {
      this.log += chunk.toString();
      this.#notify();
    });
    const dealer = (port: number) => {
      // The same identity on all: the kernel asks on stdin whoever sent the cell on shell.
      const socket = new Dealer({ routingId: this.#session, linger: 0, sendHighWaterMark: 0 });
      socket.connect(address(this.connection, port));
      return socket;
    };
    this.#sockets = {
      shell: dealer(shell_port),
      control: dealer(control_port),
      stdin: dealer(stdin_port),
    };
    this.#subscriber.connect(address(this.connection, iopub_port));
    this.#subscriber.subscribe();
    for (const channel of ["shell", "control"] as const) void this.#receive(channel);
    void this.#answer();
    void this.#listen();
  }

  /** Waits until the kernel's IOPub is heard; gives what it says of itself. */
  async ready(): Promise<Fields> {
    await this.published(({ header }) => header.msg_type === "iopub_welcome");
    return (await this.request("kernel_info_request")).reply;
  }

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
      channel = "shell" as Exclude<Channel, "iopub">,
      header = {} as Partial<Header>,
      buffers = [] as Uint8Array[],
      metadata = {},
    } = {},
  ): string {
    const message = this.message(type, content, header);
    const frames = this.wire.encode({ ...message, buffers, metadata });
    void this.#sockets[channel].send(frames);
    return message.header.msg_id;
  }

  /** Sends frames as they are. */
  sendFrames(frames: (string | Uint8Array)[], channel: Exclude<Channel, "iopub"> = "shell"): void {
    void this.#sockets[channel].send(frames);
  }

  message(type: string, content: object = {}, header: Partial<Header> = {}): Message {
    return {
      identities: [],
      header: {
        msg_id: randomUUID(),
        msg_type: type,
        session: this.#session,
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

  /** One beat of the heartbeat channel. */
  async beat(bytes = "ping"): Promise<string> {
    const socket = new Request({ linger: 0 });
    socket.connect(address(this.connection, this.connection.hb_port));
    await socket.send(bytes);
    const [answer] = await socket.receive();
    socket.close();
    return answer!.toString();
  }

  /** Ends the kernel as a front end does. */
  async shutdown(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once("exit", resolve));
      this.send("shutdown_request", { restart: false }, { channel: "control" });
      await ended;
    }
    for (const socket of Object.values(this.#sockets)) socket.close();
    this.#subscriber.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #receive(channel: "shell" | "control"): Promise<void> {
    for await (const frames of this.#sockets[channel]) {
      const message = this.wire.decode(frames);
      const id = parentOf(message);
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    }
  }

  async #answer(): Promise<void> {
    for await (const frames of this.#sockets.stdin) {
      const asked = this.wire.decode(frames);
      this.iopub.push(asked);
      this.#notify();
      const answer = this.inputs.shift();
      if (!answer) continue;
      const reply = this.message("input_reply", { value: answer(asked) });
      await this.#sockets.stdin.send(this.wire.encode({ ...reply, parentHeader: asked.header }));
    }
  }

  async #listen(): Promise<void> {
    for await (const frames of this.#subscriber) {
      this.iopub.push(this.wire.decode(frames));
      this.#notify();
    }
  }

  #notify(): void {
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

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) =>
        server.listen(0, "127.0.0.1", () => resolve(server)),
      );
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
