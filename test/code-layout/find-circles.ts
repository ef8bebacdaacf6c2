/** Modules by their path, each with the modules that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Groups of modules that import one another, directly or by way of others (Tarjan 1972, strongly connected components). */
export function findCircles(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (module: string): void => {
    order.set(module, order.size);
    low.set(module, order.size - 1);
    open.push(module);
    for (const imported of graph.get(module) ?? []) {
      if (!order.has(imported)) {
        visit(imported);
        low.set(module, Math.min(low.get(module)!, low.get(imported)!));
      } else if (open.includes(imported)) {
        low.set(module, Math.min(low.get(module)!, order.get(imported)!));
      }
    }
    if (low.get(module) !== order.get(module)) return;
    const circle = open.splice(open.indexOf(module));
    if (circle.length > 1 || (graph.get(module) ?? []).includes(module)) circles.push(circle.sort());
  };
  for (const module of graph.keys()) if (!order.has(module)) visit(module);
  return circles;
}
