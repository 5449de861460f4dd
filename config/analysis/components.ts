/** Tarjan’s strongly connected components: what needs what, the needed first; what needs each other in a circle is one component. */
export function components(size: number, needs: (node: number) => readonly number[]): readonly (readonly number[])[] {
  const order = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const open = new Uint8Array(size);
  const stack: number[] = [];
  const found: number[][] = [];
  let next = 0;

  const visit = (node: number): void => {
    order[node] = lowest[node] = next++;
    stack.push(node);
    open[node] = 1;
    for (const needed of needs(node)) {
      if (at(order, needed) === -1) {
        visit(needed);
        lowest[node] = Math.min(at(lowest, node), at(lowest, needed));
      } else if (open[needed] === 1) lowest[node] = Math.min(at(lowest, node), at(order, needed));
    }
    if (lowest[node] !== order[node]) return;
    const component = stack.splice(stack.lastIndexOf(node));
    for (const member of component) open[member] = 0;
    found.push(component.sort((a, b) => a - b));
  };
  for (let node = 0; node < size; node++) if (order[node] === -1) visit(node);
  return found;
}

const at = (array: Int32Array, index: number): number => array[index] ?? 0;
