import { AccessLogReader } from './access-log-reader.js';
import { lookOfLog } from './log-head.js';
import type { TraceDefinition } from './trace.js';

export const combinedXff: TraceDefinition = {
  name: 'combined-xff',
  aliases: [],
  summary: 'Combined with more quoted fields behind it, such as X-Forwarded-For.',
  reference: 'nginx, ngx_http_log_module, and what its users add to its combined format',
  detect(_name, head) {
    const look = lookOfLog(head);
    return look !== null && !look.virtualHosts && look.quotedFields > 2;
  },
  open: (options) => new AccessLogReader('combined-xff', false, options),
};
