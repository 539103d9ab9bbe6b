/** The channels as the five ZeroMQ sockets that a connection file names. */
import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { Reply, Router, type Socket, XPublisher } from "zeromq";
import type { Channels, Extras, Incoming } from "./channels.ts";
import { address, type Connection } from "./connection.ts";
import type { IopubMessages } from "./iopub.ts";
import type { Channel, Fields, Header, Message } from "./message.ts";
import { protocolVersion } from "./message.ts";
import { SendQueue } from "./send-queue.ts";
import type { ConnectReply } from "./shell.ts";
import { Wire, WireError } from "./wire.ts";

interface ZeromqOptions {
  onMessage(channel: Incoming, message: Message): void;
  /** Receives one line for each message that was dropped. */
  log(line: string): void;
}

// Nothing is dropped, however far a reader lags behind.
const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 };

export class ZeromqChannels implements Channels {
  readonly #options: ZeromqOptions;
  readonly #wire: Wire;
  readonly #connection: Connection;
  readonly #session = randomUUID();
  readonly #username = userName();
  readonly #routers: Record<Incoming, Router>;
  readonly #iopub = new XPublisher({ ...unlimited, verbosity: "allSubs" });
  readonly #heartbeat = new Reply({ linger: 0 });
  readonly #queues: Record<Channel, SendQueue>;
  #sent = 0;

  constructor(connection: Connection, options: ZeromqOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#wire = new Wire(connection.key, connection.signature_scheme);
    const router = () => new Router({ ...unlimited, handover: true });
    this.#routers = { shell: router(), control: router(), stdin: router() };
    const queue = (channel: Channel, socket: Router | XPublisher) =>
      new SendQueue(socket, ({ message }) =>
        options.log(`could not send on ${channel}: ${message}`),
      );
    this.#queues = {
      shell: queue("shell", this.#routers.shell),
      control: queue("control", this.#routers.control),
      stdin: queue("stdin", this.#routers.stdin),
      iopub: queue("iopub", this.#iopub),
    };
  }

  /** The ports that the sockets are bound to. */
  get ports(): ConnectReply {
    const { shell_port, iopub_port, stdin_port, hb_port, control_port } = this.#connection;
    return { status: "ok", shell_port, iopub_port, stdin_port, hb_port, control_port };
  }

  /** Binds all sockets and starts to listen. */
  async open(): Promise<void> {
    const { shell_port, control_port, stdin_port, iopub_port, hb_port } = this.#connection;
    const bind = (socket: Socket, port: number) => socket.bind(address(this.#connection, port));
    await Promise.all([
      bind(this.#iopub, iopub_port),
      bind(this.#routers.shell, shell_port),
      bind(this.#routers.control, control_port),
      bind(this.#routers.stdin, stdin_port),
      bind(this.#heartbeat, hb_port),
    ]);
    void this.#echo();
    void this.#welcome();
    for (const channel of ["control", "shell", "stdin"] as const) void this.#receive(channel);
  }

  reply(channel: Incoming, request: Message, type: string, content: object, extras?: Extras): void {
    const message = this.#message(type, content, request.header, extras);
    message.identities = request.identities;
    this.#queues[channel].push(this.#wire.encode(message));
  }

  publish<Type extends keyof IopubMessages>(
    type: Type,
    content: IopubMessages[Type],
    parent?: Header,
    extras?: Extras,
  ): void {
    const message = this.#message(type, content, parent, extras);
    message.identities = [Buffer.from(`kernel.${this.#session}.${type}`)];
    this.#queues.iopub.push(this.#wire.encode(message));
  }

  async received(): Promise<void> {
    // What was sent before may still stand in the socket.
    for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
  }

  async flushed(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.flushed()));
  }

  close(): void {
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) {
      socket.close();
    }
  }

  #message(type: string, content: object, parent?: Header, extras: Extras = {}): Message {
    const header: Header = {
      msg_id: `${this.#session}_${this.#sent++}`,
      msg_type: type,
      session: this.#session,
      username: this.#username,
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    return {
      identities: [],
      header,
      parentHeader: parent ?? {},
      metadata: extras.metadata ?? {},
      content: content as Fields,
      buffers: extras.buffers ?? [],
    };
  }

  async #receive(channel: Incoming): Promise<void> {
    for await (const frames of this.#routers[channel]) {
      try {
        this.#options.onMessage(channel, this.#wire.decode(frames));
      } catch (error) {
        const reason = error instanceof WireError ? error.message : (error as Error).stack;
        this.#options.log(`dropped a message on ${channel}: ${reason}`);
      }
    }
  }

  async #echo(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames).catch(() => {});
  }

  /** Tells each new subscriber that it hears us from now on. */
  async #welcome(): Promise<void> {
    for await (const [frame] of this.#iopub) {
      if (frame?.[0] !== 1) continue;
      const topic = frame.subarray(1);
      const message = this.#message("iopub_welcome", { subscription: topic.toString() });
      message.identities = [topic];
      this.#queues.iopub.push(this.#wire.encode(message));
    }
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "kernel";
  }
}
