/** What the main thread and the control thread share. */
import type { MessagePort } from "node:worker_threads";
import type { CommMessage, ExecuteMessage } from "../link/messages.ts";

/** Places in the shared memory. */
export const Shared = {
  /** Interrupts that were asked for. */
  interrupts: 0,
  /** Interrupts that the main thread has acted upon. */
  handled: 1,
  /** 1 while the main thread waits for input. */
  asking: 2,
  /** Answers to input requests so far. */
  answers: 3,
  /** 1 while a debugger is attached. */
  debugging: 4,
  /** How often the main thread's JavaScript was terminated. */
  terminations: 5,
  /** The number of the last message that the main thread has. */
  received: 6,
  /** 1 while the synchronous part of a cell or of a handler runs. */
  inUserCode: 7,
  /** The number of the text that the main thread has not written yet; 0 where there is none. */
  unwritten: 8,
  /** For so many milliseconds what is to be stopped does something that is to be done as a whole. */
  patience: 9,
  /** The number of the last message before the last interrupt: cells up to it do not begin. */
  stopped: 10,
} as const;

/** How many places there are. */
export const sharedPlaces = 11;

/** A cell; it may have been stopped before the main thread has it. */
export type CellMessage = ExecuteMessage & { stopped?: true };

/** What the control thread passes on. */
export type ForMain = CellMessage | CommMessage;

export interface Numbered {
  number: number;
  message: ForMain;
}

export interface ControlData {
  state: Int32Array;
  /** Says that something happened, in both directions. */
  wake: MessagePort;
  /** Holds the messages for the main thread. */
  queue: MessagePort;
  /** Holds answers to input requests; `undefined` stops the one who waits. */
  input: MessagePort;
}
