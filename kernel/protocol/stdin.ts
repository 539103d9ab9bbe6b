/** The stdin channel: the kernel asks, the front end answers. */

export interface InputRequest {
  prompt: string;
  /** Hides what is typed. */
  password: boolean;
}
