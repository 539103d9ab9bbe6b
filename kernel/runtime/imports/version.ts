/** The version in the URL of a local file, which makes Node load the file anew when it changed. */

/** The URL of the file itself. */
export function withoutVersion(url: string): string {
  return url.replace(/\?v=[\d.]*$/, "");
}

/** The URL under which this version of the file is loaded. */
export function withVersion(url: string, version: number): string {
  return `${withoutVersion(url)}?v=${version}`;
}
