export type { Case } from "./cases.ts";
export type { Exercise, Hint, Message } from "./definition.ts";
export { type Check, create } from "./exercise.ts";
export type { Expectation } from "./expectation.ts";
export { Feedback, type Verdict } from "./feedback.ts";
export { Tries, type Try, tryAnswers } from "./tries/index.ts";
export { format } from "./written.ts";
