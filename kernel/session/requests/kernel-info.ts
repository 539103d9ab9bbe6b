/** `kernel_info_request`: who we are; `connect_request`: where. Needs neither language nor runtime. */
import { protocolVersion } from "../../protocol/message.ts";
import type { ConnectReply, KernelInfoReply } from "../../protocol/shell.ts";
import type { Versions } from "../options.ts";
import type { Entry } from "../request.ts";

export const kernelInfo: Entry = {
  handle: (_request, { versions, settings }) => describe(versions(), settings.serverPath),
};

export const connect: Entry = {
  handle: (_request, { channels }): ConnectReply => channels.ports,
};

/** Below the server of a notebook: the pages that our extension of JupyterLab carries. */
const reference = "lab/extensions/@sinapse/renderer/static/reference/index.html";

function describe(
  { sinapse, typescript, platform }: Versions,
  serverPath: string,
): KernelInfoReply {
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "sinapse",
    implementation_version: sinapse,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { name: "javascript", typescript: true },
      nbconvert_exporter: "script",
    },
    banner: `Sinapse ${sinapse}: TypeScript ${typescript} on ${platform}. %help lists the commands.`,
    debugger: true,
    help_links: [
      { text: "Sinapse reference", url: `${serverPath}${reference}` },
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
