/** `execute_request`: checks a cell, runs it and shows what it gives. */

import type { CellSource, CompiledCell } from "../../language/language.ts";
import { field } from "../../protocol/fields.ts";
import type { ErrorContent } from "../../protocol/iopub.ts";
import type { ErrorReply, Fields, Message } from "../../protocol/message.ts";
import type { ExecuteReply, ExecuteRequest } from "../../protocol/shell.ts";
import type { ExecuteDoneMessage } from "../../runtime/link/messages.ts";
import { texts } from "../../texts/texts.ts";
import { errorContent } from "../errors.ts";
import type { Settings } from "../options.ts";
import type { Entry, Request } from "../request.ts";
import { RuntimeLost } from "../runtime-keeper.ts";
import type { Session } from "../session.ts";

/** How a cell ended: in the runtime, or before it got there. */
type Done = Omit<ExecuteDoneMessage, "type" | "id">;

export const execute: Entry = {
  inOrder: () => true,
  async handle(
    request,
    session,
  ): Promise<(ExecuteReply | ErrorReply) & { execution_count: number }> {
    const { id, message, shell } = request;
    const { header, content } = message;
    const cell = read(content);
    session.output.open(id, header, cell.silent);
    if (cell.store_history) session.executionCount++;
    const count = session.executionCount;
    if (!cell.silent) {
      session.publish("execute_input", { code: cell.code, execution_count: count }, header);
    }
    const done = await run(cell, request, session).catch(failed);
    const show = session.output.show.bind(session.output, id);
    if (done.result) show("execute_result", { ...done.result, execution_count: count });
    if (cell.store_history) session.history.add(count, cell.code, textOf(done));
    if (!done.error) {
      const { userExpressions, payload = [] } = done;
      return { status: "ok", execution_count: count, user_expressions: userExpressions, payload };
    }
    show("error", done.error);
    if (cell.stop_on_error) await shell.abortWaiting();
    return { status: "error", ...done.error, execution_count: count };
  },
};

function read(content: Fields): ExecuteRequest {
  const silent = field(content, "silent", "boolean", false);
  return {
    code: field(content, "code", "string"),
    silent,
    store_history: !silent && field(content, "store_history", "boolean", true),
    user_expressions: field(content, "user_expressions", "object", {}) as Record<string, string>,
    allow_stdin: field(content, "allow_stdin", "boolean", false),
    stop_on_error: field(content, "stop_on_error", "boolean", true),
  };
}

/**
 * Has cells checked before their turn: that depends on the types of the cells before them only, not
 * on what these do.
 */
async function prepare(waiting: Message[], session: Session): Promise<void> {
  const language = await session.language();
  const cells: CellSource[] = [];
  for (const { header, content } of waiting) {
    if (header.msg_type !== "execute_request") break;
    const { code, store_history } = read(content);
    if (!store_history) break;
    cells.push({ source: code, url: session.urlAfter(cells.length + 1) });
  }
  language.prepare(cells);
}

/** Runs a cell; in several parts where it resets the session in its middle. */
async function run(cell: ExecuteRequest, request: Request, session: Session): Promise<Done> {
  let source: string | undefined = cell.code;
  let done: Done = { userExpressions: {} };
  while (source !== undefined && !done.error) {
    const part = await runPart(cell, source, request, session);
    done = part.done;
    source = part.rest;
  }
  return done;
}

async function runPart(
  cell: ExecuteRequest,
  source: string,
  request: Request,
  session: Session,
): Promise<{ done: Done; rest?: string }> {
  const { id, shell } = request;
  const url = session.nextUrl(cell.store_history);
  const language = await session.language();
  const [userExpressions, failedExpressions] = await compileExpressions(cell, session);
  const compiled = await compile(source, url, session);
  const news = session.folder.news();
  if (news) session.output.stream(id, "stderr", `${news}\n`);
  const refused = refusal(compiled, session.settings.types);
  if (refused) {
    if (compiled.javascript !== undefined) {
      // The `%types` above the error holds, though the cell does not run.
      session.settings.types = typesAt(compiled, refused[0]!.start, session.settings.types);
    }
    const error = await session.describe(cell.code, refused, url);
    const trouble = refused.some(({ code }) => code === "TS2307") && session.folder.trouble;
    if (trouble) error.traceback.push("", trouble);
    return { done: { error, userExpressions: {} } };
  }
  const running = session.running.get(id)!;
  const goOn = () => {
    if (running.interrupted) throw new Interrupted();
  };
  goOn();
  const warnings = toShow(compiled, session.settings.types);
  if (warnings.length > 0) {
    const { traceback } = await session.describe(cell.code, warnings, url);
    session.output.stream(id, "stderr", `${traceback.join("\n")}\n`);
  }
  const begins = () => {
    goOn();
    // What the cell declares is there even if it fails: later cells see it from now on.
    language.commit(source, url);
    if (session.settings.types !== "off") {
      shell.prepareWaiting((waiting) => void prepare(waiting, session).catch(() => {}));
    }
  };
  const toRun = {
    type: "execute" as const,
    id,
    javascript: compiled.javascript!,
    url,
    source: cell.code,
    ...(compiled.sourceMap !== undefined && { sourceMap: compiled.sourceMap }),
    silent: cell.silent,
    allowStdin: cell.allow_stdin,
    userExpressions,
  };
  const done = await session.runtime.execute(toRun, begins);
  if (!done.error) done.userExpressions = { ...done.userExpressions, ...failedExpressions };
  return { done, rest: compiled.rest };
}

/** The cell as JavaScript with what is wrong in it; at once where it was prepared. */
async function compile(code: string, url: string, session: Session): Promise<CompiledCell> {
  const language = await session.language();
  const { types } = session.settings;
  const compiled = await language.compile(code, url, types !== "off");
  const asks = types === "off" && compiled.types?.some(({ value }) => value !== "off");
  return asks ? language.compile(code, url, true) : compiled;
}

/** What type errors do at a place of a cell: a `%types` holds for what stands behind it. */
function typesAt(
  { types = [] }: CompiledCell,
  place: number,
  before: Settings["types"],
): Settings["types"] {
  return types.findLast(({ start }) => start <= place)?.value ?? before;
}

/** What is to be said of a cell. */
function toShow(compiled: CompiledCell, types: Settings["types"]): CompiledCell["diagnostics"] {
  return compiled.diagnostics.filter(({ start }) => typesAt(compiled, start, types) !== "off");
}

/** The reasons why the cell does not run, if any. */
function refusal(
  compiled: CompiledCell,
  types: Settings["types"],
): CompiledCell["diagnostics"] | undefined {
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  if (compiled.javascript === undefined) return errors;
  const stopping = errors.filter(({ start }) => typesAt(compiled, start, types) === "block");
  return stopping.length > 0 ? stopping : undefined;
}

/** The expressions as JavaScript, and the errors of those that are none. */
async function compileExpressions(
  { user_expressions }: ExecuteRequest,
  session: Session,
): Promise<[Record<string, string>, Done["userExpressions"]]> {
  const compiled: Record<string, string> = {};
  const failures: Done["userExpressions"] = {};
  const language = await session.language();
  for (const [name, source] of Object.entries(user_expressions)) {
    const url = session.nextUrl(false);
    const { javascript, diagnostics } = await language.compile(String(source), url, false);
    if (javascript !== undefined) compiled[name] = javascript;
    else {
      const error = await session.describe(String(source), diagnostics, url);
      failures[name] = { status: "error", ...error };
    }
  }
  return [compiled, failures];
}

class Interrupted extends Error {
  override name = "Interrupted";

  constructor() {
    super(texts.stoppedBefore);
  }
}

function failed(error: unknown): Done {
  const content: ErrorContent = error instanceof RuntimeLost ? error.content : errorContent(error);
  return { error: content, userExpressions: {} };
}

function textOf({ result }: Done): string | null {
  const text = result?.data["text/plain"];
  return typeof text === "string" ? text : null;
}
