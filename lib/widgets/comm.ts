/** The comms that the kernel offers: connections to objects in the page. */

/** What arrives on a comm. */
export interface CommMessage {
  data: unknown;
}

/** One connection; both ends can send and close. */
export interface Comm {
  readonly id: string;
  onMessage?: (message: CommMessage) => unknown;
  onClose?: (message: CommMessage) => unknown;
  send(data: unknown): void;
  close(): void;
}

/** Opens connections, and takes those that the page opens. */
export interface Comms {
  open(targetName: string, data: unknown, options: { metadata: Record<string, unknown> }): Comm;
  register(targetName: string, opened: (comm: Comm, message: CommMessage) => void): void;
}

/** The kernel's comms; outside a notebook, none. */
export function kernelComms(): Comms | undefined {
  return (globalThis as { comms?: Comms }).comms;
}
