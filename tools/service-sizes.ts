import type { ServiceName } from '@dateline/contracts';

/** What a container of a service is given in Kubernetes. */
interface Sizing {
  cpu: string;
  memory: string;
  /** Memory that is reserved and not had kills; a processor that is idle may be used by whoever needs it. */
  memoryLimit: string;
  environment?: Record<string, string>;
  /** Variables from secrets (name and key) that may be missing. */
  secrets?: Record<string, { name: string; key: string }>;
}

export const USUAL: Sizing = { cpu: '200m', memory: '256Mi', memoryLimit: '768Mi' };
export const SIZES: Partial<Record<ServiceName, Partial<Sizing>>> = {
  parser: { cpu: '500m', memory: '384Mi', memoryLimit: '1Gi' },
  // A document at its limits and the threads that read it fit into 512 MB (services/fetcher/test/memory.integration.spec.ts).
  fetcher: { environment: { NODE_OPTIONS: '--max-old-space-size=160 --max-semi-space-size=8' } },
  // A batch makes much garbage and leaves nothing behind: a small heap is collected sooner.
  deduplicator: { environment: { NODE_OPTIONS: '--max-old-space-size=160 --max-semi-space-size=8' } },
  gateway: {
    cpu: '100m',
    memory: '192Mi',
    memoryLimit: '512Mi',
    environment: { API_HOSTS: 'gateway,gateway.dateline,gateway.dateline.svc' },
    secrets: { GATEWAY_ADMIN_KEY: { name: 'gateway-admin-key', key: 'key' } },
  },
};
