/** Connections between user code and objects in the page: what widgets are made of. */
import { randomUUID } from "node:crypto";
import { answered, begin, run } from "../cell/activity.ts";
import { guard } from "../cell/evaluate.ts";
import { errorOf } from "../cell/execute.ts";
import { end, newCell, own, owner } from "../cell/owner.ts";
import { stopLeftovers } from "../control/stop.ts";
import type { CommMessage } from "../link/messages.ts";
import { barrier, send } from "../output/sender.ts";

interface CommData {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

interface CommOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

type Handler = (message: CommData) => void | Promise<void>;

/** One connection; both ends can send and close. */
class Comm {
  readonly id: string;
  readonly targetName: string;
  onMessage?: Handler;
  onClose?: Handler;
  /** The request whose outputs its handlers' outputs are; none where the page opened it. */
  readonly cell: string | undefined;

  constructor(id: string, targetName: string, cell?: string) {
    this.id = id;
    this.targetName = targetName;
    this.cell = cell;
    open.set(id, this);
  }

  send(data: unknown, options: CommOptions = {}): void {
    emit("comm_msg", this.id, data, options);
  }

  close(data: unknown = {}, options: CommOptions = {}): void {
    if (open.delete(this.id)) emit("comm_close", this.id, data, options);
  }
}

type Opened = (comm: Comm, message: CommData) => void | Promise<void>;

const open = new Map<string, Comm>();
const targets = new Map<string, Opened>();

/** The global `comms`. */
export const comms = {
  open(targetName: string, data: unknown = {}, options: CommOptions & { id?: string } = {}): Comm {
    const comm = new Comm(options.id ?? randomUUID(), targetName, owner().id);
    emit("comm_open", comm.id, data, options, targetName);
    return comm;
  },
  register(targetName: string, opened: Opened): void {
    targets.set(targetName, opened);
  },
  unregister(targetName: string): void {
    targets.delete(targetName);
  },
};

/**
 * Handles what the front end sent. What that shows stands below the cell that opened the comm: front
 * ends show nothing below a message of their own.
 */
export async function receiveComm(message: CommMessage): Promise<void> {
  const { parent = "", data, metadata = {}, buffers = [] } = message;
  const cell = newCell(open.get(message.commId)?.cell ?? parent);
  cell.message = parent;
  const answer = () => {
    barrier({ type: "comm_done", parent });
    answered(cell);
    if (cell.interrupted) stopLeftovers(cell);
  };
  begin(cell, answer);
  const handle = own(cell, () => handlerOf(message));
  if (handle) {
    const outcome = await run(
      cell,
      guard(() => handle({ data, metadata, buffers })),
    );
    if (outcome.kind !== "value") {
      send({ type: "late_error", parent: cell.id, ...errorOf(cell, outcome) });
    }
    await run(
      cell,
      guard(() => end(cell)),
    );
  }
  answer();
}

function handlerOf(message: CommMessage): Handler | undefined {
  const { type, commId, targetName = "" } = message;
  if (type === "comm_open") {
    const opened = targets.get(targetName);
    // The specification's answer to a target that nobody knows.
    if (!opened) emit("comm_close", commId, {}, {});
    return opened && ((received) => opened(new Comm(commId, targetName), received));
  }
  const comm = open.get(commId);
  if (type === "comm_msg") return comm?.onMessage?.bind(comm);
  open.delete(commId);
  return comm?.onClose?.bind(comm);
}

function emit(
  type: CommMessage["type"],
  commId: string,
  data: unknown,
  { metadata = {}, buffers = [] }: CommOptions,
  targetName?: string,
): void {
  const { id, message } = owner();
  const parent = message ?? id;
  const target = targetName === undefined ? {} : { targetName };
  send({ type, parent, commId, data, metadata, buffers, ...target });
}
