import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { connect, isIP, isIPv4, type ListenOptions, type OnReadOpts, type Socket } from 'node:net';
import { InputError } from '../../core/problem.js';

/** `host:port` as written after --allow-remote; a host of IPv6 digits stands in brackets. */
export type AllowedRemotes = ReadonlySet<string>;

export const NOTHING_REMOTE: AllowedRemotes = new Set();

/** Asks the system for all addresses of a name, as node:dns does. */
export type Lookup = (host: string, callback: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;

const lookupAll: Lookup = (host, callback) => systemLookup(host, { all: true }, callback);

/** Bits of an IPv4 address written into the last four bytes of an IPv6 one. */
const MAPPED = /^(?:0{0,4}:){0,6}:?ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i;
const IPV6_LOOPBACK = /^(?:0{0,4}:){2,7}0{0,3}1$/;

/**
 * Whether an address, written as the system writes what it resolved, is of this machine only: 127.0.0.0/8 or ::1, also as an
 * IPv4 address within IPv6. 0.0.0.0 and :: are not: they mean every network of the machine.
 */
export function isLoopback(address: string): boolean {
  if (isIPv4(address)) return address.startsWith('127.');
  if (isIP(address) === 0) return false;
  const mapped = MAPPED.exec(address);
  if (mapped === null) return IPV6_LOOPBACK.test(address);
  return mapped[1] === undefined ? Number.parseInt(mapped[2]!, 16) >>> 8 === 127 : mapped[1].startsWith('127.');
}

/**
 * The only way in which the live engine connects to anything. The addresses of `host` are looked up once, all of them have to
 * be loopback unless exactly `host:port` was allowed, and it is the address that was looked at that is connected to: a name
 * that resolves to something else a moment later changes nothing. A path of a Unix socket is a host whose port is 0.
 *
 * What is refused is told by the socket's 'error' event, as an InputError, like every other failure to connect.
 */
export function guardedConnect(
  host: string,
  port: number,
  allowed: AllowedRemotes = NOTHING_REMOTE,
  lookup: Lookup = lookupAll,
  /** Where what comes is put, instead of into 'data' events. */
  onread?: OnReadOpts,
): Socket {
  const reading = onread === undefined ? {} : { onread };
  const address = unbracketed(host);
  const permitted = allowed.has(remoteName(host, port));
  if (isUnixPath(host)) {
    return permitted ? connect({ path: host, ...reading }) : refusedSocket(host, host);
  }
  if (isIP(address) !== 0) {
    if (!permitted && !isLoopback(address)) return refusedSocket(remoteName(host, port), address);
    return connect({ host: address, port, noDelay: true, ...reading });
  }
  return connect({
    host: address,
    port,
    noDelay: true,
    autoSelectFamily: false,
    ...reading,
    lookup: (name, _options, callback) => {
      lookup(name, (error, addresses) => {
        const problem = error ?? problemOf(addresses, permitted, remoteName(host, port));
        if (problem === undefined) callback(null, addresses[0]!.address, addresses[0]!.family);
        else callback(problem, '', 0);
      });
    },
  });
}

/** Where a server may listen: on an address of this machine only. */
export function loopbackListener(port: number, host = '127.0.0.1'): ListenOptions {
  const address = unbracketed(host);
  if (!isLoopback(address)) throw refusal(remoteName(host, port), address, 'servers listen on 127.0.0.1 only');
  return { host: address, port };
}

/** As --allow-remote wants it written. */
export function remoteName(host: string, port: number): string {
  if (isUnixPath(host)) return host;
  const address = unbracketed(host);
  return `${isIP(address) === 6 ? `[${address}]` : address.toLowerCase()}:${port}`;
}

function isUnixPath(host: string): boolean {
  return host.includes('/') || host.includes('\0');
}

function unbracketed(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/** A name with one address here and another elsewhere leads elsewhere sometimes: it is refused. */
function problemOf(addresses: readonly LookupAddress[], permitted: boolean, remote: string): Error | undefined {
  if (addresses.length === 0) return new InputError([{ message: `${remote} has no address` }]);
  if (permitted) return undefined;
  const outside = addresses.find(({ address }) => !isLoopback(address));
  return outside === undefined ? undefined : refusal(remote, outside.address);
}

function refusedSocket(remote: string, address: string): Socket {
  const socket = connect({
    host: 'refused.invalid',
    port: 1,
    lookup: (_host, _options, callback) => callback(refusal(remote, address), '', 0),
  });
  return socket;
}

function refusal(remote: string, address: string, hint = `to connect to it all the same: --allow-remote ${remote}`): InputError {
  const at = remote.startsWith(address) || remote.startsWith(`[${address}]`) ? remote : `${remote} (${address})`;
  return new InputError([{ message: `${at} is not on this machine's loopback: live runs stay on 127.0.0.0/8 and ::1`, hint }]);
}
