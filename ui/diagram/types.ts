/** What a diagram shows on top of the drawing. */
export interface DiagramToken {
  /** Id of the element the token stands on. */
  readonly element: string;
  readonly incident?: boolean | number | string | null;
  /** How many tokens; 1 where it is left out. */
  readonly count?: number;
}

export interface DiagramMarker {
  readonly element: string;
  readonly tone: 'normal' | 'warning' | 'overdue' | 'incident' | 'added' | 'removed' | 'changed' | 'selected';
  /** Short words beside the element, e.g. 剩 2 个工作日. */
  readonly text?: string;
}
