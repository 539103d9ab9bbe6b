/** V8's inspector on the main thread, as promises, from a thread that it does not stop. */
import { type Debugger, type InspectorNotification, type Runtime, Session } from "node:inspector";

export type { Debugger, Runtime };

export class Inspector {
  readonly #session = new Session();

  constructor() {
    this.#session.connectToMainThread();
  }

  post<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, params, (error, result) => {
        if (error) reject(error);
        else resolve(result as Result);
      });
    });
  }

  on<Params>(event: string, listener: (params: Params) => void): void {
    this.#session.on(event as "inspectorNotification", (message) =>
      listener((message as InspectorNotification<Params>).params),
    );
  }

  close(): void {
    this.#session.disconnect();
  }
}
