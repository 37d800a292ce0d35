import { AccessLogReader } from './access-log-reader.js';
import { lookOfLog } from './log-head.js';
import type { TraceDefinition } from './trace.js';

export const vhostCombined: TraceDefinition = {
  name: 'vhost-combined',
  aliases: ['vhost_combined'],
  summary: 'Combined with host:port before it; equal paths of different hosts are different keys.',
  reference: 'Apache HTTP Server as Debian configures it: %v:%p and Combined',
  detect(_name, head) {
    const look = lookOfLog(head);
    return look !== null && look.virtualHosts;
  },
  open: (options) => new AccessLogReader('vhost-combined', true, options),
};
