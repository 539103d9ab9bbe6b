/** An answer took too long. */
export class TooLate extends Error {
  override name = "TooLate";
}

/** The answer, if it comes in time. @throws {TooLate} where it takes longer. */
export function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new TooLate(`no answer of the type checker within ${milliseconds} ms`);
    timer = setTimeout(reject, milliseconds, error);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
