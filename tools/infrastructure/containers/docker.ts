import { causeCodeOf } from '../error-text.ts';
import type { Log } from '../infrastructure.types.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';

const PULL_TIMEOUT_MS = 5 * 60_000;

/** Why Docker cannot be used here, or undefined when its daemon answers. */
export async function whyNoDocker(): Promise<string | undefined> {
  try {
    await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: 10_000 });
    return undefined;
  } catch (error) {
    return causeCodeOf(error) === 'ENOENT' ? 'there is no docker command' : 'no Docker daemon answers';
  }
}

/** Why one of the images is not to be had, or undefined when all are there or could be pulled in the time. */
export async function whyNoImages(images: string[], log: Log): Promise<string | undefined> {
  for (const image of images) {
    if (await hasImage(image)) continue;
    log(`pulling the image ${image} (once)`);
    try {
      await runCommand('docker', ['pull', '--quiet', image], { timeoutMs: PULL_TIMEOUT_MS });
    } catch (error) {
      if (error instanceof CommandFailed) return `the image ${image} is not here and cannot be pulled`;
      throw error;
    }
  }
  return undefined;
}

async function hasImage(image: string): Promise<boolean> {
  return runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', image], { timeoutMs: 20_000 }).then(
    () => true,
    () => false,
  );
}
