import { nearest } from '../../core/nearest.js';
import type { Schema } from '../../language/schema.js';
import { reportShape, scalarText } from '../../language/schemas/scalar-schema.js';
import { optional } from '../../language/schemas/structures.js';

/** A real server that stands in a node's place when the scenario runs live. */
export interface BackendConfig {
  /** `redis` or `postgres`. */
  readonly scheme: string;
  /** With its password, which is never shown; null where a server is to be found or started. */
  readonly url: string | null;
}

export interface BackendFields {
  readonly backend: BackendConfig | undefined;
}

/** For kinds that a real server can stand for; `schemes` are those that there are backends for. */
export function backendField(...schemes: readonly string[]) {
  return {
    backend: optional(
      backend(schemes),
      'The real server that stands in its place in a live run, at an address or wherever one is found; other engines go by the service-time',
    ),
  };
}

const HOST = String.raw`(?:[a-zA-Z0-9.-]+|\[[0-9a-fA-F:.]+\])`;
/** `//user:password@host:port/database`, with the port captured. */
const ADDRESS = new RegExp(String.raw`^//(?:[^\s:@/]*(?::[^\s@/]*)?@)?${HOST}(?::([0-9]{1,5}))?(?:/[^\s/?#]*)?$`);
const LAST_PORT = 65_535;
/** Other names under which these servers are known. */
const ALIASES: Readonly<Record<string, string>> = { postgresql: 'postgres', pg: 'postgres', rediss: 'redis', valkey: 'redis' };

function backend(schemes: readonly string[]): Schema<BackendConfig> {
  const examples = schemes.map((scheme) => `${scheme}://127.0.0.1:${scheme === 'redis' ? '6379' : '5432/test'}`);
  const expected = `a server: ${[...schemes, ...examples].join(', ')}`;
  return {
    expected,
    json: () => ({
      anyOf: [{ enum: schemes }, { type: 'string', pattern: `^((${schemes.join('|')})://.+|.*\\$[a-z].*)$` }],
      examples,
    }),
    read(source, reader) {
      if (source.kind !== 'scalar' || source.value === null) return reportShape(source, expected, reader);
      const text = scalarText(source);
      if (schemes.includes(text)) return { scheme: text, url: null };
      const scheme = /^[^:/]*/.exec(text)![0];
      if (!schemes.includes(scheme)) return reader.report(source, ...unknownScheme(scheme, schemes));
      const problem = addressProblem(text.slice(scheme.length + 1));
      if (problem === null) return { scheme, url: text };
      return reader.report(source, `expected ${expected}: ${problem}`, 'write SCHEME://USER:PASSWORD@HOST:PORT/DATABASE');
    },
  };
}

/** Whether a text is the address of a server of this kind. */
export function isAddress(scheme: string, text: string): boolean {
  return text.startsWith(`${scheme}:`) && addressProblem(text.slice(scheme.length + 1)) === null;
}

function unknownScheme(scheme: string, schemes: readonly string[]): [message: string, hint: string] {
  const meant = ALIASES[scheme] ?? nearest(scheme, schemes);
  const hint = meant !== undefined && schemes.includes(meant) ? `did you mean ${meant}?` : `known are ${schemes.join(', ')}`;
  return [`there is no backend ${scheme || 'without a name'} for this kind of node`, hint];
}

function addressProblem(address: string): string | null {
  const match = ADDRESS.exec(address);
  if (match === null) return 'the address cannot be read (in a name or password, : @ and / are written %3A, %40 and %2F)';
  const port = match[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > LAST_PORT)) return `ports are 1 to ${LAST_PORT}`;
  return null;
}
