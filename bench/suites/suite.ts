import { execFileSync } from 'node:child_process';

/** One expectation of a peer's test and what we give for the same input. */
export interface Check {
  name: string;
  expected: unknown;
  got: () => unknown;
}

/** A suite's checks, and how values of ours and theirs are brought to one form before they are compared. */
export interface Suite {
  checks: (source: Repository) => Check[];
  form?: (value: unknown) => unknown;
}

/** The newest commit of a bare repository. */
export interface Repository {
  text: (path: string) => string;
  bytes: (path: string) => Buffer;
  /** Null for a file so large that the snapshot lacks it. */
  bytesIfThere: (path: string) => Buffer | null;
  /** Paths of the files under a folder. */
  list: (folder: string) => string[];
}

export function openRepository(directory: string): Repository {
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', directory, ...args], {
      maxBuffer: 1 << 29,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const bytes = (path: string) => git('show', `HEAD:${path}`);
  return {
    bytes,
    bytesIfThere: (path) => {
      try {
        return bytes(path);
      } catch {
        return null;
      }
    },
    text: (path) => bytes(path).toString('utf8'),
    list: (folder) =>
      git('ls-tree', '-r', '-z', '--name-only', 'HEAD', ...(folder === '.' ? [] : [folder]))
        .toString('utf8')
        .split('\0')
        .filter(Boolean),
  };
}
