/** The open comms, whoever opened them; what they say passes through. */
import type { CommInfoReply } from "../protocol/shell.ts";

export class OpenComms {
  /** Id → target name. */
  readonly #open = new Map<string, string>();

  opened(id: string, targetName: string): void {
    this.#open.set(id, targetName);
  }

  closed(id: string): void {
    this.#open.delete(id);
  }

  /** @param id as it came from outside */
  has(id: unknown): boolean {
    return typeof id === "string" && this.#open.has(id);
  }

  /** The open comms, all or those of one target. */
  info(targetName?: string): CommInfoReply["comms"] {
    const comms: CommInfoReply["comms"] = {};
    for (const [id, name] of this.#open) {
      if (targetName === undefined || name === targetName) comms[id] = { target_name: name };
    }
    return comms;
  }

  /** Forgets all of them: the session that held them is gone. Returns their ids. */
  clear(): string[] {
    const ids = [...this.#open.keys()];
    this.#open.clear();
    return ids;
  }
}
