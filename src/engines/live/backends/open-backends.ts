import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../environment/environment.js';
import type { GroupModel, Model } from '../../../environment/model.js';
import type { Placement } from '../../../environment/placement.js';
import type { BackendConfig } from '../../../protocols/backend/backend-field.js';
import { InputError } from '../../../core/problem.js';
import type { BackendNode, Outside, PreparedBackend } from './backend.js';
import { messageOf } from './failures.js';
import type { BackendServers } from './find/backend-servers.js';
import { MissingBackend } from './find/missing-backend.js';
import { backendFor } from './registry.js';
import { shownAddress } from './server-address.js';

/** By the name of the group; plain data. Groups without a backend are not in it. */
export type PreparedBackends = Readonly<Record<string, PreparedBackend>>;

/** What one run has opened in servers. */
export interface OpenBackends {
  readonly prepared: PreparedBackends;
  /** Which server stands for whom, a line each, for people who watch. */
  readonly lines: readonly string[];
  /** For the result; whole sentences. */
  readonly warnings: readonly string[];
  /** Removes all that the run has left in servers. Answers what could not be removed, in whole sentences; never rejects. */
  close(): Promise<readonly string[]>;
}

/**
 * Finds a server for each group that wants one and makes room in it. Throws MissingBackend where there is none, InputError
 * where it cannot do what the scenario asks; nothing is left behind then.
 */
export async function openBackends(model: Model, servers: BackendServers): Promise<OpenBackends> {
  const run = randomBytes(4).toString('hex');
  const prepared: Record<string, PreparedBackend> = {};
  const lines: string[] = [];
  const close = async (): Promise<readonly string[]> => {
    const left: string[] = [];
    for (const [name, one] of Object.entries(prepared)) {
      // One after the other, since two groups may have one place.
      // oxlint-disable-next-line no-await-in-loop
      left.push(...(await remove(name, one)));
    }
    return left;
  };
  try {
    for (const group of model.groups) {
      const wanted = backendOf(group);
      if (wanted === undefined) continue;
      // One after the other, so that two groups start one server only.
      // oxlint-disable-next-line no-await-in-loop
      const found = await servers.find(wanted.scheme, wanted.url, group.name);
      const server = { url: found.url, allowRemote: found.allowRemote };
      // oxlint-disable-next-line no-await-in-loop
      const one = await prepare(server, group, model, run);
      prepared[group.name] = one;
      lines.push(`${group.name}: ${one.version} at ${shownAddress(found.url)}, ${found.how}`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { prepared, lines, warnings: Object.values(prepared).flatMap(({ warnings }) => warnings), close };
}

/** The real server that a group wants; undefined for most. */
function backendOf(group: GroupModel): BackendConfig | undefined {
  return (group.config as { readonly backend?: BackendConfig } | null)?.backend;
}

/** The node of one instance whose group was prepared. */
export function createBackendNode(
  prepared: PreparedBackend,
  config: unknown,
  environment: Environment,
  placement: Placement,
  outside: Outside,
): BackendNode {
  return backendFor(prepared.kind, prepared.scheme).create(config, environment, placement, outside, prepared);
}

async function prepare(
  server: PreparedBackend['server'],
  group: GroupModel,
  model: Model,
  run: string,
): Promise<PreparedBackend> {
  const { scheme } = backendOf(group)!;
  try {
    return await backendFor(group.kind, scheme).prepare(server, group, model, run);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new MissingBackend(`${group.name} cannot use the server at ${shownAddress(server.url)}: ${messageOf(error)}`);
  }
}

async function remove(name: string, prepared: PreparedBackend): Promise<string[]> {
  const { kind, scheme, server, place } = prepared;
  try {
    await backendFor(kind, scheme).remove(prepared);
    return [];
  } catch (error) {
    return [`What ${name} has written to ${shownAddress(server.url)} below ${place} is still there: ${messageOf(error)}.`];
  }
}
