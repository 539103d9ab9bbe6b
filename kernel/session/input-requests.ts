/** Questions of user code to the person at the front end. */
import type { Message } from "../protocol/message.ts";
import type { InputRequest } from "../protocol/stdin.ts";

interface InputRequestsOptions {
  ask(request: Message, content: InputRequest): void;
  answer(value: string): void;
}

export class InputRequests {
  readonly #options: InputRequestsOptions;
  /** Our id of the request whose cell waits for an answer. */
  #asking: string | undefined;

  constructor(options: InputRequestsOptions) {
    this.#options = options;
  }

  /** Asks the front end that sent `request`, which has this id. */
  ask(id: string, request: Message, content: InputRequest): void {
    this.#asking = id;
    this.#options.ask(request, content);
  }

  /** An answer came; false where no cell waits for one. */
  answered(value: string): boolean {
    if (this.#asking === undefined) return false;
    this.#asking = undefined;
    this.#options.answer(value);
    return true;
  }

  /** The cell is done: an answer that comes now is nobody's. */
  done(id: string): void {
    if (this.#asking === id) this.#asking = undefined;
  }
}
