// js-pytorch. It has no sigmoid, tanh, SGD or convolution, so that only the product compares.
import { torch } from "js-pytorch";
import { contest } from "./cases.mjs";

const rows = (values) =>
  Array.from({ length: 512 }, (_, i) => Array.from(values.subarray(512 * i, 512 * i + 512)));

await contest((c, name) => {
  if (name !== "matmul") throw new Error("js-pytorch takes part in the matrix product only.");
  const [a, b] = [torch.tensor(rows(c.a)), torch.tensor(rows(c.b))];
  return () => {
    torch.matmul(a, b);
    return () => 0;
  };
});
