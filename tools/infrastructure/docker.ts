import { CommandFailed, runCommand } from './run-command.ts';

const PULL_TIMEOUT_MS = 5 * 60_000;

/** Why Docker cannot be used here, or undefined when its daemon answers. */
export async function whyNoDocker() {
  try {
    await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: 10_000 });
    return undefined;
  } catch (error) {
    return error.cause?.code === 'ENOENT' ? 'there is no docker command' : 'no Docker daemon answers';
  }
}

/**
 * Why one of the images is not to be had, or undefined when all are there or could be pulled in the time.
 * @param {string[]} images
 * @param {(line: string) => void} log
 */
export async function whyNoImages(images, log) {
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

async function hasImage(image) {
  return runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', image], { timeoutMs: 20_000 }).then(
    () => true,
    () => false,
  );
}
