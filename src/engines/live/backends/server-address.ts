import { hideSecrets } from '../../../core/hide-secrets.js';

/** What an address of a server says. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** undefined where none is named. */
  readonly database: string | undefined;
}

const PORTS: Readonly<Record<string, number>> = { redis: 6379, postgres: 5432 };

/** The address was checked when the scenario, or the option, was read. */
export function serverAddress(url: string): ServerAddress {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORTS[protocol.slice(0, -1)]! : Number(port),
    user: written(username),
    password: written(password),
    database: written(pathname.slice(1)),
  };
}

/** As it may be shown: `127.0.0.1:6379`, with the database where one is named, without the user. */
export function shownAddress(url: string): string {
  return hideSecrets(url)
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^[^@]*@/, '');
}

function written(text: string): string | undefined {
  return text === '' ? undefined : decodeURIComponent(text);
}
