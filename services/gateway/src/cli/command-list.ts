import type { Entry } from './command-entry.types.js';

export const COMMANDS: readonly Entry[] = [
  {
    name: 'status',
    summary:
      'say in a few lines how the installation does: feeds, intake, articles of the last day, dead letters',
    needs: 'gateway',
    load: async () => (await import('./commands/look/status.command.js')).statusCommand,
  },
  {
    name: 'doctor',
    summary:
      'check settings, gateway, key, clock, Kafka, topics, MongoDB, indexes and disk, and say what to do',
    needs: 'gateway',
    load: async () => (await import('./commands/look/doctor.command.js')).doctorCommand,
  },
  {
    name: 'feeds',
    summary: 'find, add, list, show, change, poll, pause, resume, remove, import or export feeds',
    needs: 'backend',
    load: async () => (await import('./commands/feeds.command.js')).feedsCommand,
  },
  {
    name: 'articles',
    summary: 'list, search, show or compare articles, or print them as they come',
    needs: 'backend',
    load: async () => (await import('./commands/articles.command.js')).articlesCommand,
  },
  {
    name: 'trace',
    summary: 'show the whole way of one article, or why an entry became none',
    needs: 'backend',
    load: async () => (await import('./commands/trace.command.js')).traceCommand,
  },
  {
    name: 'why',
    summary: 'say why an article is new, a revision, a duplicate or a near-duplicate, with the numbers',
    needs: 'backend',
    load: async () => (await import('./commands/why.command.js')).whyCommand,
  },
  {
    name: 'audit',
    summary: 'check that every offered entry and every discovered article is accounted for exactly once',
    needs: 'backend',
    load: async () => (await import('./commands/audit.command.js')).auditCommand,
  },
  {
    name: 'dead-letters',
    summary:
      'list the messages that no stage could process, by cause too; put them back on their topics or give them up',
    needs: 'backend',
    load: async () => (await import('./commands/dead-letters.command.js')).deadLettersCommand,
  },
  {
    name: 'changes',
    summary: 'show the audit log: who changed what by the API and the command line, the latest first',
    needs: 'backend',
    load: async () => (await import('./commands/changes.command.js')).changesCommand,
  },
  {
    name: 'import',
    summary: 'bring in pages from files, HTML or plain text, as if they had been fetched',
    needs: 'stores',
    load: async () => (await import('./commands/import.command.js')).importCommand,
  },
  {
    name: 'reconcile',
    summary: 'find articles that have been on their way for too long, and put those back that got lost',
    needs: 'stores',
    load: async () => (await import('./commands/reconcile.command.js')).reconcileCommand,
  },
  {
    name: 'replay',
    summary:
      "run today's parser over the kept pages, show what changes, and on request write it as revisions",
    needs: 'stores',
    load: async () => (await import('./commands/replay.command.js')).replayCommand,
  },
  {
    name: 'clusters',
    summary: 'show clusters of near-duplicates, merge two, or split members off one',
    needs: 'stores',
    load: async () => (await import('./commands/clusters.command.js')).clustersCommand,
  },
  {
    name: 'parameters',
    summary: 'list query parameters that were learned to select content, or rule on one',
    needs: 'stores',
    load: async () => (await import('./commands/parameters.command.js')).parametersCommand,
  },
  {
    name: 'sites',
    summary:
      'list sites whose pages suddenly look other than before, show one, or forget what was learned of it',
    needs: 'stores',
    load: async () => (await import('./commands/sites.command.js')).sitesCommand,
  },
  {
    name: 'retract',
    summary: 'retract an article: its record stays, marked as canceled',
    needs: 'stores',
    load: async () => (await import('./commands/withdraw.command.js')).retractCommand,
  },
  {
    name: 'erase',
    summary: 'erase an article: its text is removed everywhere',
    needs: 'stores',
    load: async () => (await import('./commands/withdraw.command.js')).eraseCommand,
  },
  {
    name: 'keys',
    summary: 'make, list and revoke API keys, or print the key that lies here',
    needs: 'stores',
    load: async () => (await import('./commands/keys.command.js')).keysCommand,
  },
  {
    name: 'migrate',
    summary: 'bring topics, collections and indexes to what this version needs',
    needs: 'stores',
    load: async () => (await import('./commands/migrate.command.js')).migrateCommand,
  },
  {
    name: 'topics',
    summary: 'list the topics with key, partitions, retention, writers and readers',
    needs: 'stores',
    load: async () => (await import('./commands/topics.command.js')).topicsCommand,
  },
  {
    name: 'openapi',
    summary: 'print the OpenAPI description of the HTTP API',
    needs: 'nothing',
    load: async () => (await import('./commands/openapi.command.js')).openApiCommand,
  },
  {
    name: 'completion',
    summary: 'print the completion of these commands for bash, zsh or fish',
    needs: 'nothing',
    load: async () => (await import('./commands/look/completion.command.js')).completionCommand,
  },
];
