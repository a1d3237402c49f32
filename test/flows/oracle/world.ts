/** What the oracle sees waiting. */
export interface Wait {
  /** `work`, `job`, `message`, `signal`, `timer`, `conditional`. */
  readonly kind: string;
  /** Element that waits, as it is drawn. */
  readonly element: string;
  readonly scope: Frame;
  /** Minutes from the start; timers only. */
  readonly due?: number;
  /** Stays after it has happened (an event that interrupts nothing). */
  readonly stays: boolean;
  /**
   * What it begins has no frame of its own: twice at once, the tokens of both would be one another's, and structure alone
   * could not tell what happens. The driver lets it happen once.
   */
  readonly atEdge?: boolean;
  happened?: true;
  readonly happen: () => void;
}

/**
 * A stretch of the flow that lives and dies as a whole. It is over when the last of its ways has ended; cut, nothing in it
 * waits any more.
 */
export class Frame {
  readonly parent: Frame | null;
  private cut = false;
  private ways = 0;
  private readonly over: () => void;

  constructor(parent: Frame | null, over: () => void = () => {}) {
    this.parent = parent;
    this.over = over;
  }

  get dead(): boolean {
    return this.cut || (this.parent?.dead ?? false);
  }

  isInside(outer: Frame): boolean {
    return this === outer || (this.parent?.isInside(outer) ?? false);
  }

  begin(ways = 1): void {
    this.ways += ways;
  }

  end(ways = 1): void {
    if (this.dead) return;
    this.ways -= ways;
    if (this.ways === 0) {
      this.cut = true;
      this.over();
    }
  }

  cancel(): void {
    this.cut = true;
  }
}

/** Everything that can be seen of a flow from outside: what waits, how often what was done, and whether it is over. */
export class World {
  waits: Wait[] = [];
  readonly done = new Map<string, number>();
  now = 0;
  over = false;
  /** What is undone is undone one after the other (profile `matter`), not all at once. */
  readonly inOrder: boolean;

  constructor(inOrder: boolean) {
    this.inOrder = inOrder;
  }

  count(element: string): void {
    this.done.set(element, (this.done.get(element) ?? 0) + 1);
  }

  arm(wait: Wait): void {
    this.waits.push(wait);
  }

  /** Those that still wait, in the order in which they began to. */
  waiting(): Wait[] {
    this.waits = this.waits.filter((wait) => !wait.scope.dead);
    return this.waits;
  }

  /** One wait is met. */
  meet(wait: Wait): void {
    if (wait.scope.dead || !this.waits.includes(wait)) return;
    wait.happened = true;
    if (!wait.stays) this.waits = this.waits.filter((other) => other !== wait);
    wait.happen();
  }

  /** Time has come to `minutes`: what is due happens, earliest first, of equals the one that waited first. */
  advance(minutes: number): void {
    for (;;) {
      const due = this.waiting().filter((wait) => wait.due !== undefined && wait.due <= minutes);
      const [next] = due.sort((a, b) => a.due! - b.due!);
      if (!next) break;
      this.now = next.due!;
      this.meet(next);
    }
    this.now = minutes;
  }
}
