/** `kernel_info_request`: who we are; `connect_request`: where. Needs neither language nor child. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { protocolVersion } from "../../protocol/message.ts";
import type { ConnectReply, KernelInfoReply } from "../../protocol/shell.ts";
import type { Entry } from "../request.ts";

const versionOf = (packageFile: string | URL): string =>
  (JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version;

export const kernelInfo: Entry = { handle: () => (reply ??= describe()) };

export const connect: Entry = {
  handle: (_request, { channels }): ConnectReply => channels.ports,
};

let reply: KernelInfoReply | undefined;

function describe(): KernelInfoReply {
  const { resolve } = createRequire(import.meta.url);
  const version = versionOf(resolve("sinapse/package.json"));
  const typescript = versionOf(resolve("typescript/package.json"));
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "sinapse",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { name: "javascript", typescript: true },
      nbconvert_exporter: "script",
    },
    banner: `Sinapse ${version}: TypeScript ${typescript} on Node ${process.versions.node}. %help lists the commands.`,
    debugger: true,
    help_links: [
      {
        text: "TypeScript handbook",
        url: "https://www.typescriptlang.org/docs/handbook/intro.html",
      },
      { text: "JavaScript reference", url: "https://developer.mozilla.org/docs/Web/JavaScript" },
      { text: "Node.js API", url: "https://nodejs.org/docs/latest/api/" },
      { text: "Plotly figures", url: "https://plotly.com/javascript/reference/" },
    ],
    supported_features: ["kernel subshells", "debugger"],
  };
}
