/** How a session speaks with its front ends, whatever carries the messages. */
import type { IopubMessages } from "./iopub.ts";
import type { Channel, Fields, Header, Message } from "./message.ts";
import type { ConnectReply } from "./shell.ts";

/** The channels by which front ends send something. */
export type Incoming = Exclude<Channel, "iopub">;

/** Metadata and binary buffers that go with a message. */
export interface Extras {
  metadata?: Fields;
  buffers?: Uint8Array[];
}

/** Shows something to every front end, as caused by the request with the header `parent`. */
export type Publish = <Type extends keyof IopubMessages>(
  type: Type,
  content: IopubMessages[Type],
  parent?: Header,
  extras?: Extras,
) => void;

export interface Channels {
  /** Where they are, as `connect_request` asks. */
  readonly ports: ConnectReply;
  /**
   * Answers `request` on the channel that it came by.
   * @throws Where the content cannot be sent.
   */
  reply(channel: Incoming, request: Message, type: string, content: object, extras?: Extras): void;
  /** @throws Where the content cannot be sent. */
  readonly publish: Publish;
  /** Resolves when what has arrived so far was passed on. */
  received(): Promise<void>;
  /** Resolves when everything sent so far has left. */
  flushed(): Promise<void>;
}
