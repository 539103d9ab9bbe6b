/** From a message to the handler of its type, between `busy` and `idle`. */
import type { Incoming } from "../protocol/channels.ts";
import type { AbortedReply, ErrorReply, Message } from "../protocol/message.ts";
import { errorContent } from "./errors.ts";
import type { Entry, Request } from "./request.ts";
import { requests } from "./requests/index.ts";
import type { Session } from "./session.ts";

let requestCount = 0;

/** Does what a message of a front end asks for, now or when its turn comes. */
export function dispatch(channel: Incoming, message: Message, session: Session): void {
  if (channel === "stdin") {
    session.answered(message);
    return;
  }
  const entries: Record<string, Entry> = requests[channel];
  const type = message.header.msg_type;
  if (!Object.hasOwn(entries, type)) {
    session.log(`dropped a message on ${channel}: no handler for "${type}"`);
    return;
  }
  const entry = entries[type]!;
  const request = {
    channel,
    message,
    id: String(++requestCount),
    shell: session.subshells.queue(),
  };
  try {
    request.shell = session.subshells.queue(message.header.subshell_id);
    if (channel === "shell" && entry.inOrder?.(request, session)) {
      request.shell.add({
        message,
        run: () => serve(request, session, entry),
        abort: () =>
          void serve(request, session, { handle: (): AbortedReply => ({ status: "aborted" }) }),
      });
    } else void serve(request, session, entry);
  } catch (error) {
    void serve(request, session, { handle: () => Promise.reject(error) });
  }
}

/** Never rejects: whatever one request does, the next one gets its turn. */
async function serve(request: Request, session: Session, entry: Entry): Promise<void> {
  const { channel, message, id } = request;
  const { header } = message;
  const runs = entry.inOrder !== undefined;
  session.publish("status", { execution_state: "busy" }, header);
  if (runs) session.running.set(id, { message, interrupted: false });
  let reply: object | undefined;
  try {
    reply = await entry.handle(request, session);
  } catch (error) {
    reply = { status: "error", ...errorContent(error) } satisfies ErrorReply;
    session.log(`${header.msg_type}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  session.output.flush();
  if (runs) session.finished(id);
  const type = replyType(message);
  if (reply && type) session.reply(channel, message, type, reply);
  session.publish("status", { execution_state: "idle" }, header);
  // Front ends show the state that they heard last, whosever it is: a cell may still run.
  const [running] = session.running.values();
  if (running) session.publish("status", { execution_state: "busy" }, running.message.header);
}

function replyType({ header }: Message): string | undefined {
  const [, name] = /^(.*)_request$/.exec(header.msg_type) ?? [];
  return name && `${name}_reply`;
}
