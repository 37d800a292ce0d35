import { AccessLogReader } from './access-log-reader.js';
import { lookOfLog } from './log-head.js';
import type { TraceDefinition } from './trace.js';

export const combined: TraceDefinition = {
  name: 'combined',
  aliases: [],
  summary: 'Combined Log Format: Common with a quoted referer and user agent.',
  reference: 'Apache HTTP Server, mod_log_config: Common and "%{Referer}i" "%{User-Agent}i"',
  detect(_name, head) {
    const look = lookOfLog(head);
    return look !== null && !look.virtualHosts && (look.quotedFields === 1 || look.quotedFields === 2);
  },
  open: (options) => new AccessLogReader('combined', false, options),
};
