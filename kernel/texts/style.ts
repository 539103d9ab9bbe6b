/**
 * Colours and weights of text in a traceback, which Jupyter draws as a terminal would. Written out,
 * as they are wanted wherever nobody looks at a terminal, also where there is no Node.js.
 *
 * Only marks have a colour: no other can be read on the background of errors in a light theme as
 * well as in a dark one.
 */

/** Red text. */
export const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

/** Yellow text. */
export const yellow = (text: string) => `\u001b[33m${text}\u001b[39m`;

/** Bold text. */
export const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;

/** Text that stands back. */
export const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;
