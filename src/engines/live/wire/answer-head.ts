import type { Status } from '../../../core/status.js';
import { millisecondsText, parseMilliseconds, parseWhole } from './durations.js';
import { HEADERS, PLAIN_DATA } from './names.js';
import type { WireAnswer } from './wire.js';

const NO_CONTENT = 204;
const NOT_MODIFIED = 304;
const BAD_GATEWAY = 502;

/**
 * The status for HTTP's own line. Our own 0 and 1, for a call that reached nobody, are a bad gateway to anybody else; the
 * statuses whose answers have no body are 200 where there is one. What is lost by that travels in `sysdesign-status`.
 */
export function httpStatusOf(status: Status, hasBody: boolean): number {
  if (status < 200 || status > 599) return BAD_GATEWAY;
  return hasBody && (status === NO_CONTENT || status === NOT_MODIFIED) ? 200 : status;
}

/** Names and values by turns, without the length of the body. */
export function answerHeadersOf(answer: WireAnswer, httpStatus: number): string[] {
  const headers: string[] = [];
  if (answer.status !== httpStatus) headers.push(HEADERS.status, `${answer.status}`);
  if (answer.version !== 0) headers.push('etag', `"${answer.version}"`);
  const timing = serverTimingOf(answer);
  if (timing !== '') headers.push('server-timing', timing);
  if (answer.arrivedAt !== undefined) headers.push(HEADERS.arrived, millisecondsText(answer.arrivedAt));
  if (answer.answeredAt !== undefined) headers.push(HEADERS.answered, millisecondsText(answer.answeredAt));
  return headers;
}

function serverTimingOf({ waiting, service, network, stayed }: WireAnswer): string {
  let text = '';
  if (waiting !== 0) text = `waiting;dur=${millisecondsText(waiting)}`;
  if (service !== 0) text += `${text === '' ? '' : ', '}service;dur=${millisecondsText(service)}`;
  if (network !== 0) text += `${text === '' ? '' : ', '}network;dur=${millisecondsText(network)}`;
  if (stayed !== 0) text += `${text === '' ? '' : ', '}total;dur=${millisecondsText(stayed)}`;
  return text;
}

/** An answer as its head describes it. Its size and body are filled in once the body has come. */
export class ReceivedAnswer implements WireAnswer {
  size = 0;
  version = 0;
  body: object | null = null;
  waiting = 0;
  service = 0;
  network = 0;
  stayed = 0;
  declare arrivedAt?: number;
  declare answeredAt?: number;

  /** Bytes that follow the head; NaN where it does not say how many in a way that we know. */
  bodyLength = 0;
  plainData = false;
  statedSize = -1;
  /** Another one follows it (RFC 9110, section 15.2). */
  isInterim = false;
  /** The connection ends behind it. */
  isLast = false;

  constructor(public status: Status) {}
}

const SPACE = 0x20;

/**
 * Takes what one header says, its name in lower case. A figure of ours that cannot be read is left as it is: an answer may
 * have come through somebody else's proxy.
 */
export function readAnswerHeader(answer: ReceivedAnswer, name: string, value: string): void {
  switch (name) {
    case 'etag':
      answer.version = orElse(parseWhole(value, 1, value.length - 1), 0);
      break;
    case 'server-timing':
      readServerTiming(answer, value);
      break;
    case 'content-type':
      answer.plainData = value === PLAIN_DATA;
      break;
    case 'content-length':
      answer.bodyLength = parseWhole(value);
      break;
    case 'transfer-encoding':
      answer.bodyLength = Number.NaN;
      break;
    case 'connection':
      answer.isLast = value.toLowerCase() === 'close';
      break;
    case HEADERS.status:
      answer.status = orElse(parseWhole(value), answer.status);
      break;
    case HEADERS.size:
      answer.statedSize = orElse(parseWhole(value), -1);
      break;
    case HEADERS.arrived:
      answer.arrivedAt = parseMilliseconds(value);
      break;
    case HEADERS.answered:
      answer.answeredAt = parseMilliseconds(value);
      break;
  }
}

const DURATION = ';dur=';

function readServerTiming(answer: ReceivedAnswer, text: string): void {
  for (let from = 0; from < text.length;) {
    let to = text.indexOf(',', from);
    if (to < 0) to = text.length;
    const at = text.indexOf(DURATION, from);
    if (at >= 0 && at < to) readPart(answer, text.slice(from, at), orElse(parseMilliseconds(text, at + DURATION.length, to), 0));
    from = to + 1;
    while (text.charCodeAt(from) === SPACE) from++;
  }
}

function readPart(answer: ReceivedAnswer, name: string, duration: number): void {
  if (name === 'waiting') answer.waiting = duration;
  else if (name === 'service') answer.service = duration;
  else if (name === 'network') answer.network = duration;
  else if (name === 'total') answer.stayed = duration;
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
