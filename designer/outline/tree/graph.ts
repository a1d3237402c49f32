import type { FlowEdge, FlowNode } from './block.ts';

/** The flows of one scope, with what can be asked of them. A boundary event counts as reached from its host. */
export class Graph {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  /** Reading order: every node after one that leads to it, loops aside. */
  readonly order: ReadonlyMap<string, number>;
  /** Flows that lead back to a node through which every way to them goes. */
  readonly back: ReadonlySet<string>;
  readonly #out = new Map<string, FlowEdge[]>();
  readonly #into = new Map<string, FlowEdge[]>();
  readonly #attached = new Map<string, string[]>();

  constructor(nodes: readonly FlowNode[], edges: readonly FlowEdge[]) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    for (const { id, attachedTo } of nodes) if (attachedTo !== null) this.#attached.set(attachedTo, [...this.attached(attachedTo), id]);
    for (const edge of edges) {
      if (!this.nodes.has(edge.source) || !this.nodes.has(edge.target)) continue;
      this.#out.set(edge.source, [...this.out(edge.source), edge]);
      this.#into.set(edge.target, [...this.into(edge.target), edge]);
    }
    const { order, roots } = this.#readingOrder();
    this.order = new Map(order.map((id, index) => [id, index]));
    this.back = this.#backFlows(order, roots);
  }

  out = (id: string): readonly FlowEdge[] => this.#out.get(id) ?? [];
  into = (id: string): readonly FlowEdge[] => this.#into.get(id) ?? [];
  /** Boundary events of a host. */
  attached = (id: string): readonly string[] => this.#attached.get(id) ?? [];
  /** Flows that lead on to a node, without those that lead back to it. */
  forward = (id: string): readonly FlowEdge[] => this.into(id).filter((edge) => !this.back.has(edge.id));

  /** Nodes reached from one node without going on beyond `stops`, itself included; nothing is reached by leading back. */
  reach(from: string, stops: ReadonlySet<string>): Set<string> {
    const seen = new Set<string>();
    const pending = [from];
    while (pending.length > 0) {
      const at = pending.pop()!;
      if (seen.has(at)) continue;
      seen.add(at);
      if (!stops.has(at)) pending.push(...this.#next(at, true));
    }
    return seen;
  }

  #next(id: string, forwardOnly: boolean): string[] {
    return [...this.out(id).filter((edge) => !forwardOnly || !this.back.has(edge.id)).map(({ target }) => target), ...this.attached(id)];
  }

  #before(id: string): string[] {
    const host = this.nodes.get(id)!.attachedTo;
    return [...this.into(id).map(({ source }) => source), ...(host !== null && this.nodes.has(host) ? [host] : [])];
  }

  /** `roots`: where reading begins, what nothing leads to and one node of each loop that nothing else leads to. */
  #readingOrder(): { order: string[]; roots: Set<string> } {
    const roots = new Set<string>();
    const seen = new Set<string>();
    const starts = [...this.nodes.keys()].filter((id) => this.#before(id).length === 0);
    const trees: string[][] = [];
    for (const start of [...starts, ...this.nodes.keys()]) {
      if (seen.has(start)) continue;
      roots.add(start);
      const done: string[] = [];
      trees.push(done);
      const path: { id: string; next: string[] }[] = [];
      const open = (id: string): void => {
        if (seen.has(id)) return;
        seen.add(id);
        path.push({ id, next: this.#next(id, false) });
      };
      open(start);
      while (path.length > 0) {
        const { id, next } = path.at(-1)!;
        if (next.length > 0) open(next.pop()!);
        else {
          done.push(id);
          path.pop();
        }
      }
    }
    return { order: trees.flat().reverse(), roots };
  }

  /** Dominators by repeated meeting in reading order (Cooper, Harvey and Kennedy); null stands for before everything. */
  #backFlows(order: readonly string[], roots: ReadonlySet<string>): Set<string> {
    const rank = new Map(order.map((id, index) => [id, index]));
    const immediate = new Map<string, string | null>();
    const meet = (a: string | null, b: string | null): string | null => {
      let [left, right] = [a, b];
      while (left !== right) {
        if (left === null || right === null) return null;
        if (rank.get(left)! > rank.get(right)!) left = immediate.get(left)!;
        else right = immediate.get(right)!;
      }
      return left;
    };
    for (let changed = true; changed; ) {
      changed = false;
      for (const id of order) {
        const known = this.#before(id).filter((each) => immediate.has(each));
        const next = roots.has(id) || known.length === 0 ? null : known.reduce<string | null>((a, b) => meet(a, b), known[0]!);
        if (immediate.get(id) === next && immediate.has(id)) continue;
        immediate.set(id, next);
        changed = true;
      }
    }
    const dominates = (over: string, id: string): boolean => {
      for (let at: string | null = id; at !== null; at = immediate.get(at) ?? null) if (at === over) return true;
      return false;
    };
    return new Set(order.flatMap((id) => this.out(id).filter(({ source, target }) => dominates(target, source)).map((edge) => edge.id)));
  }
}
