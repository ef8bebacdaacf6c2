export function runtimePackages(folder: string): string[];
export function packService(options: { root: string; service: string; target: string; at: Date }): void;
