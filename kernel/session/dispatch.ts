/** From a message to the handler of its type, between `busy` and `idle`. */
import type { Message } from "../protocol/message.ts";
import { errorContent } from "./errors.ts";
import type { Entry, Request } from "./request.ts";
import { requests } from "./requests/index.ts";
import type { Session } from "./session.ts";

/** Answers a message of the shell or control channel, now or when its turn comes. */
export function dispatch(request: Request, session: Session): void {
  const { channel, message } = request;
  const entries: Record<string, Entry> = requests[channel];
  const type = message.header.msg_type;
  if (!Object.hasOwn(entries, type)) {
    session.log(`dropped a message on ${channel}: no handler for "${type}"`);
    return;
  }
  const entry = entries[type]!;
  let queue: ReturnType<typeof session.subshells.queue>;
  try {
    queue = session.subshells.queue(message.header.subshell_id);
  } catch (error) {
    void serve(request, session, { handle: () => Promise.reject(error) });
    return;
  }
  if (channel === "shell" && entry.inOrder?.(request, session)) {
    queue.add({
      message,
      run: () => serve(request, session, entry),
      abort: () => void serve(request, session, { handle: () => ({ status: "aborted" }) }),
    });
  } else void serve(request, session, entry);
}

async function serve(request: Request, session: Session, entry: Entry): Promise<void> {
  const { channel, message } = request;
  const { header } = message;
  const runs = entry.inOrder !== undefined;
  session.publish("status", { execution_state: "busy" }, header);
  if (runs) session.running.set(header.msg_id, { message, interrupted: false });
  let reply: object | undefined;
  try {
    reply = await entry.handle(request, session);
  } catch (error) {
    reply = { status: "error", ...errorContent(error) };
    session.log(`${header.msg_type}: ${(error as Error).stack}`);
  }
  session.output.flush();
  if (runs) session.finished(header.msg_id);
  const type = replyType(message);
  if (reply && type) session.channels.reply(channel, message, type, reply);
  session.publish("status", { execution_state: "idle" }, header);
  // Front ends show the state that they heard last, whosever it is: a cell may still run.
  const [running] = session.running.values();
  if (running) session.publish("status", { execution_state: "busy" }, running.message.header);
}

function replyType({ header }: Message): string | undefined {
  const [, name] = /^(.*)_request$/.exec(header.msg_type) ?? [];
  return name && `${name}_reply`;
}
