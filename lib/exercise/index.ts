export { create, type Exercise, type Hint, type Message } from "./exercise.ts";
export type { Expectation } from "./expectation.ts";
export { Feedback, type Verdict } from "./feedback.ts";
