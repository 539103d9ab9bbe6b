import { Tensor } from "./tensor.ts";

// `x[0]` would be undefined, and `x[0] = 9` without effect. Properties that throw cost nothing where
// nobody asks for them, unlike a Proxy; a loop over elements begins with one of these positions.
const FIRST = -9;
const LAST = 999;

function refuse(): never {
  throw new Error(
    "A tensor has no brackets: read an element with x.at(0).item(), or all of them with x.tolist(); " +
      "write one with x.set([0], 9).",
  );
}

for (let position = FIRST; position <= LAST; position++) {
  Object.defineProperty(Tensor.prototype, String(position), { get: refuse, set: refuse });
}
