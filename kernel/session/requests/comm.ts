/** Comms: what a front end and the runtime say to each other passes through in both directions. */

import { field, optional } from "../../protocol/fields.ts";
import type { CommInfoReply } from "../../protocol/shell.ts";
import type { CommMessage } from "../../runtime/link/messages.ts";
import type { Entry, Request } from "../request.ts";
import type { Session } from "../session.ts";

export const commInfo: Entry = {
  handle: ({ message }, session): CommInfoReply => ({
    status: "ok",
    comms: session.openComms.info(optional(message.content, "target_name", "string")),
  }),
};

export const commOpen: Entry = {
  inOrder: () => true,
  handle(request, session) {
    const { content } = request.message;
    session.openComms.opened(field(content, "comm_id", "string"), targetName(request));
    return forward("comm_open", request, session);
  },
};

export const commMessage: Entry = {
  inOrder: waits,
  handle: (request, session) => forward("comm_msg", request, session),
};

export const commClose: Entry = {
  inOrder: waits,
  handle(request, session) {
    session.openComms.closed(field(request.message.content, "comm_id", "string"));
    return forward("comm_close", request, session);
  },
};

/** A slider moves while a cell trains: what is for an open comm overtakes the cells. */
function waits({ message }: Request, session: Session): boolean {
  return !session.openComms.has(message.content.comm_id);
}

function targetName({ message }: Request): string {
  return field(message.content, "target_name", "string", "");
}

async function forward(
  type: CommMessage["type"],
  request: Request,
  session: Session,
): Promise<undefined> {
  const { id, message } = request;
  const { header, content, metadata, buffers } = message;
  session.output.pass(id, header);
  await session.runtime.comm({
    type,
    parent: id,
    commId: field(content, "comm_id", "string"),
    targetName: targetName(request),
    data: content.data ?? {},
    metadata,
    buffers: buffers.map((buffer) => new Uint8Array(buffer)),
  });
}
