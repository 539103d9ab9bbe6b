/** Cuts texts between two characters: never inside of one, such as 😀, that counts two. */

const half = /[\uD800-\uDBFF]$/;

/** The first characters of a text, at most `length` of them; what does not fit whole is left out. */
export function beginning(text: string, length: number): string {
  const cut = text.slice(0, length);
  return cut.length < text.length && endsInHalf(cut) ? cut.slice(0, -1) : cut;
}

/** Whether the second half of a character may follow. */
export function endsInHalf(text: string): boolean {
  return half.test(text.slice(-1));
}
