import type { BackendServer } from '../backend.js';

/** A server, and how it was come by. */
export interface FoundServer extends BackendServer {
  /** Completes `Redis 7.0.15 at 127.0.0.1:6379, ...`. */
  readonly how: string;
}

/** A server program that this process has started. */
export interface StartedServer {
  readonly url: string;
  /** Ends it and removes its files; never rejects. */
  stop(): Promise<void>;
}

/** One kind of server: how to tell whether there is one, and how to start one. */
export interface ServerKind {
  /** As in an address: `redis`. */
  readonly scheme: string;
  /** As people say it: `Redis`. */
  readonly title: string;
  /** What `start` needs on PATH. */
  readonly program: string;
  readonly option: string;
  readonly variable: string;
  /** Where one usually is: every address that is worth a try. */
  usual(): readonly string[];
  /** Throws what was said where nobody answers, or where the one who answers will not do. */
  probe(server: BackendServer): Promise<void>;
  /** null where the program is not there; throws where it is and does not start. */
  start(): Promise<StartedServer | null>;
}
