/** Whatever a request holds, the session answers it, and the next one. */
import { expect, test } from "vitest";
import { requests } from "../../../kernel/session/requests/index.ts";
import { FakeKernel } from "./fakes/kernel.ts";
import { contents, hostile, variantsOf } from "./hostile-requests.ts";

const types = (["shell", "control"] as const).flatMap((channel) =>
  Object.keys(requests[channel]).map((type) => [channel, type] as const),
);

function answering(): FakeKernel {
  const kernel = new FakeKernel();
  kernel.script.debug = ({ seq, command }, runtime) => {
    const message = { type: "response", seq: 1, request_seq: seq, command, success: true } as const;
    runtime.say({ type: "debug", message });
  };
  return kernel;
}

async function expectToLive(kernel: FakeKernel): Promise<void> {
  expect((await kernel.execute("1 + 1")).reply.status).toBe("ok");
  expect(kernel.log).not.toMatch(/a request failed|Cannot read properties|is not a function/);
}

test.each(types)("%s %s with hostile fields", async (channel, type) => {
  const kernel = answering();
  for (const content of variantsOf(type, hostile)) {
    const id = kernel.send(type, content, { channel });
    await kernel.idle(id);
  }
  await expectToLive(kernel);
});

test.each(["session", "username", "date", "version", "subshell_id", "x"])(
  "header.%s that is hostile",
  async (name) => {
    for (const value of hostile) {
      const kernel = answering();
      for (const [channel, type] of types) {
        if (type === "shutdown_request") continue;
        await kernel.idle(
          kernel.send(type, contents[type]!, { channel, header: { [name]: value } }),
        );
      }
      await expectToLive(kernel);
    }
  },
);

test.each(types)("%s %s with no fields, and with hostile ones around", async (channel, type) => {
  if (type === "shutdown_request") return;
  const kernel = answering();
  for (const value of hostile) {
    const metadata = { x: value };
    await kernel.idle(kernel.send(type, { data: value }, { channel, metadata }));
  }
  await expectToLive(kernel);
});
