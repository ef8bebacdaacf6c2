/** Prints as many free ports as are asked for, in one line. */
import { freePort } from '@dateline/infrastructure';

const ports = [];
for (let i = 0; i < Number(process.argv[2] ?? 1); i++) ports.push(await freePort());
console.log(ports.join(' '));
