import { NEVER } from '../../../core/time.js';
import { millisecondsText, parseMilliseconds, parseWhole } from './durations.js';
import { HEADERS, PLAIN_DATA, RESPOND_ASYNC } from './names.js';
import { percentDecode, percentEncode } from './percent.js';
import type { WireRequest } from './wire.js';

/** Why a request cannot be understood, as an HTTP status and one line. */
export interface Rejection {
  readonly status: number;
  readonly line: string;
}

export type Method = 'GET' | 'PUT' | 'DELETE' | 'POST';

const METHODS = 'GET, PUT, DELETE, POST';

/** The operations that HTTP has a method for; every other one is posted under its own name. */
const OPERATION_OF: Readonly<Record<string, string>> = { GET: 'read', PUT: 'write', DELETE: 'delete' };
const METHOD_OF: Readonly<Record<string, Method>> = { read: 'GET', write: 'PUT', delete: 'DELETE' };

export function methodOf(operation: string): Method {
  return METHOD_OF[operation] ?? 'POST';
}

/** `/KEY` for the operations that HTTP has a method for, `/OPERATION?key=KEY` for others. */
export function targetOf(request: WireRequest): string {
  const key = percentEncode(request.key);
  return METHOD_OF[request.operation] === undefined ? `/${percentEncode(request.operation)}?key=${key}` : `/${key}`;
}

/** Lines of a head, each with its end. What is as usual is left out. */
export function headersOf(request: WireRequest): string {
  let headers = '';
  if (request.to !== '') headers += `${HEADERS.to}: ${request.to}\r\n`;
  if (request.caller !== '') headers += `${HEADERS.caller}: ${request.caller}\r\n`;
  if (request.left !== NEVER) headers += `${HEADERS.left}: ${millisecondsText(request.left)}\r\n`;
  if (request.age !== 0) headers += `${HEADERS.age}: ${millisecondsText(request.age)}\r\n`;
  if (request.attempt !== 1) headers += `${HEADERS.attempt}: ${request.attempt}\r\n`;
  if (request.session !== 0) headers += `${HEADERS.session}: ${request.session}\r\n`;
  if (request.priority !== 0) headers += `${HEADERS.priority}: ${request.priority}\r\n`;
  if (request.token !== 0) headers += `${HEADERS.token}: ${request.token}\r\n`;
  if (request.trace !== 0) headers += `${HEADERS.trace}: ${request.trace}\r\n`;
  if (request.wants !== 0) headers += `${HEADERS.wants}: ${request.wants}\r\n`;
  if (request.version !== 0) headers += `${HEADERS.version}: ${request.version}\r\n`;
  if (request.oneWay) headers += `${HEADERS.prefer}: ${RESPOND_ASYNC}\r\n`;
  return headers;
}

/** A request as its head describes it. Its size and body are filled in once the body has come. */
export class ReceivedRequest implements WireRequest {
  to = '';
  caller = '';
  operation = '';
  key = '';
  size = 0;
  version = 0;
  left = NEVER;
  age = 0;
  attempt = 1;
  session = 0;
  priority = 0;
  token = 0;
  trace = 0;
  wants = 0;
  body: object | null = null;
  oneWay = false;

  /** Bytes that follow the head; -1 where the head does not say how many. */
  bodyLength = 0;
  /** Whether they are plain data of protocols. */
  plainData = false;
  /** The size of the message where its body is longer; -1 where it is the body's. */
  statedSize = -1;
}

/** Reads method and target; undefined where all is well. */
export function readTarget(
  request: ReceivedRequest,
  method: string,
  target: string,
  operations: ReadonlySet<string>,
): Rejection | undefined {
  if (target.charCodeAt(0) !== 0x2f)
    return { status: 400, line: 'the target has to begin with a slash: /KEY, or /OPERATION?key=KEY' };
  const problem = method === 'POST' ? readPosted(request, target) : readKeyed(request, method, target);
  if (problem !== undefined) return problem;
  if (operations.has(request.operation)) return undefined;
  return { status: 405, line: `there is no operation ${shown(request.operation)} here, only ${[...operations].join(', ')}` };
}

/** The whole target behind the slash is the key, also a question mark in it. */
function readKeyed(request: ReceivedRequest, method: string, target: string): Rejection | undefined {
  const operation = OPERATION_OF[method];
  if (operation === undefined) return { status: 405, line: `${method} means nothing here: ${METHODS} do` };
  const key = percentDecode(target.slice(1));
  if (key === undefined) return NOT_ENCODED;
  request.operation = operation;
  request.key = key;
  return undefined;
}

const QUERY = '?key=';

function readPosted(request: ReceivedRequest, target: string): Rejection | undefined {
  const question = target.indexOf('?');
  const operation = percentDecode(question < 0 ? target.slice(1) : target.slice(1, question));
  if (question >= 0 && (!target.startsWith(QUERY, question) || target.includes('&', question))) {
    return { status: 400, line: 'a POST has one parameter, the key: /OPERATION?key=KEY' };
  }
  const key = question < 0 ? '' : percentDecode(target.slice(question + QUERY.length));
  if (operation === undefined || key === undefined) return NOT_ENCODED;
  request.operation = operation;
  request.key = key;
  return undefined;
}

const NOT_ENCODED: Rejection = { status: 400, line: 'the target is not percent-encoded UTF-8' };
const LONGEST_SHOWN = 40;

function shown(text: string): string {
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** Reads the headers as they came, names and values by turns; undefined where all is well. */
export function readHeaders(request: ReceivedRequest, headers: readonly string[]): Rejection | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    const value = headers[index + 1]!;
    let found = readHeader(request, name, value);
    if (found === UNKNOWN) found = readHeader(request, name.toLowerCase(), value);
    if (found === WRONG)
      return { status: 400, line: `the header ${name.toLowerCase()} says ${shown(value)}: ${expectation(name)}` };
  }
  return undefined;
}

const UNKNOWN = 0;
const READ = 1;
const WRONG = 2;
type Finding = typeof UNKNOWN | typeof READ | typeof WRONG;

function readHeader(request: ReceivedRequest, name: string, value: string): Finding {
  switch (name) {
    case 'content-length':
      return found((request.bodyLength = parseWhole(value)));
    case 'transfer-encoding':
      request.bodyLength = -1;
      return READ;
    case 'content-type':
      request.plainData = value === PLAIN_DATA;
      return READ;
    case HEADERS.to:
      request.to = value;
      return READ;
    case HEADERS.caller:
      request.caller = value;
      return READ;
    case HEADERS.prefer:
      request.oneWay ||= value === RESPOND_ASYNC;
      return READ;
    case HEADERS.left:
      return found((request.left = parseMilliseconds(value)));
    case HEADERS.age:
      return found((request.age = parseMilliseconds(value)));
    case HEADERS.attempt:
      return found((request.attempt = parseWhole(value)) - 1);
    case HEADERS.priority:
      return Number.isNaN((request.priority = parseWhole(value))) ? WRONG : READ;
    case HEADERS.session:
      return found((request.session = parseWhole(value)));
    case HEADERS.token:
      return found((request.token = parseWhole(value)));
    case HEADERS.trace:
      return found((request.trace = parseWhole(value)));
    case HEADERS.wants:
      return found((request.wants = parseWhole(value)));
    case HEADERS.version:
      return found((request.version = parseWhole(value)));
    case HEADERS.size:
      return found((request.statedSize = parseWhole(value)));
    default:
      return UNKNOWN;
  }
}

/** NaN, what no number could be read from, is not at least 0 either. */
function found(value: number): Finding {
  return value >= 0 ? READ : WRONG;
}

function expectation(name: string): string {
  const isTime = name.toLowerCase() === HEADERS.left || name.toLowerCase() === HEADERS.age;
  return isTime ? 'milliseconds with up to six decimals are expected, 99.5' : 'a whole number is expected';
}
