/** What the handlers of requests get and give. */
import type { Incoming } from "../protocol/channels.ts";
import type { Message } from "../protocol/message.ts";
import type { ExecutionQueue } from "./execution-queue.ts";
import type { Session } from "./session.ts";

/** A request and where it came from. */
export interface Request {
  channel: Exclude<Incoming, "stdin">;
  message: Message;
  /** Our own: clients that were cloned send different requests with the same `msg_id`. */
  id: string;
  /** The shell that it is for, as it was when the request came. */
  shell: ExecutionQueue;
}

/** How one message type is answered. */
export interface Entry {
  /** Whether it waits for the cells sent before it; the others are answered at once. */
  inOrder?(request: Request, session: Session): boolean;
  /** The content of the reply; undefined for messages that have none. */
  handle(request: Request, session: Session): Promise<object | undefined> | object | undefined;
}
