import { feeds } from './feeds.ts';
import { ingestion } from './ingestion.ts';
import { operations } from './operations.ts';
import type { DashboardSpec } from './panels.ts';

export const DASHBOARDS: readonly DashboardSpec[] = [ingestion, feeds, operations];
