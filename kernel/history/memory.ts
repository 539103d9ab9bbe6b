/** A history that is gone with who holds it. */
import type { HistoryStorage } from "./history.ts";

/** Keeps the texts in memory; sessions that are given the same storage see each other's. */
export function memoryStorage(): HistoryStorage {
  const texts: string[] = [];
  return {
    begin: () => texts.push(""),
    append(session, line) {
      texts[session - 1] += `${line}\n`;
    },
    sessions: () => texts.map((_text, at) => at + 1),
    read: (session) => texts[session - 1] ?? "",
  };
}
