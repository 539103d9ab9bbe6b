/** The source maps of the user's files, for the places that errors name. */
import { SourceMap } from "node:module";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { whole } from "../../../lib/interrupts.ts";

/** A file that the hooks have compiled. */
export interface FileMap {
  /** As it stands in stack traces. */
  url: string;
  /** Version 3, as JSON. */
  sourceMap: string;
}

const maps = new Map<string, string | SourceMap>();
let hooks: MessagePort | undefined;

/** Takes what the hooks send as they load files. */
export function listenForMaps(port: MessagePort): void {
  receive();
  hooks = port;
}

function receive(): void {
  const port = hooks;
  // An interrupt in the middle would lose a map.
  if (port) whole(() => takeFrom(port));
}

function takeFrom(port: MessagePort): void {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    keepMap(next.message as FileMap);
  }
}

export function keepMap({ url, sourceMap }: FileMap): void {
  maps.set(url, sourceMap);
}

/** Leads from what runs to what the user wrote; nothing where that is the same. */
export function mapOfFile(url: string): SourceMap | undefined {
  receive();
  const found = maps.get(url);
  if (typeof found !== "string") return found;
  const map = new SourceMap(JSON.parse(found));
  maps.set(url, map);
  return map;
}
