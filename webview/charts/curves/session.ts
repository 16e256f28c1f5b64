import type {
  CurveAxis,
  CurveRequest,
  CurvesData,
  CurvesQuery,
} from '../../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from '../../base/context.ts';
import { axisWidth, rightPadding } from '../core/axes.ts';
import { PanelGroup } from '../../figures/group.ts';
import { fullRange } from './build.ts';
import type { AxisChoice } from './controls.ts';

export interface SessionHost {
  /** Data, range or axis changed: models are to be made anew. */
  rebuild(): void;
  /** The crosshair moved. */
  requestUpdate(): void;
  readonly requests: readonly CurveRequest[];
}

/** What panels of one group ask of the source: groups of runs, axis, range, width. */
export class CurvesSession {
  readonly group = new PanelGroup();
  readonly #host: SessionHost;
  #data: CurvesData | null = null;
  #reason: string | null = null;
  #axis: CurveAxis = 'step';
  #log: boolean | null = null;
  #width = 0;
  #source: DataSource | null = null;
  #groups: CurvesQuery['groups'] = [];
  #subscription: Subscription<CurvesQuery> | null = null;
  #asked = '';
  #area: Element | null = null;
  readonly #size = new ResizeObserver(() => this.#measure());

  constructor(host: SessionHost) {
    this.#host = host;
    this.group.onPoint(() => host.requestUpdate());
    this.group.onRange(() => this.#onRange());
  }

  get data(): CurvesData | null {
    return this.#data;
  }

  /** Why there is nothing; null where there is. */
  get reason(): string | null {
    return this.#reason;
  }

  get axis(): CurveAxis {
    return this.#axis;
  }

  /** As was chosen; null: as the values need it. */
  get log(): boolean | null {
    return this.#log;
  }

  /** What the control of the axes shows and does. */
  choice(isLog: boolean): AxisChoice {
    return {
      axis: this.#axis,
      isLog,
      setAxis: axis => this.setAxis(axis),
      setLog: log => {
        this.#log = log;
        this.#host.rebuild();
      },
    };
  }

  setAxis(axis: CurveAxis): void {
    if (axis === this.#axis) return;
    this.#axis = axis;
    this.group.point(null);
    this.group.zoom(null);
    this.#ask();
    this.#host.requestUpdate();
  }

  /** Takes choices of before, without asking. */
  restore(axis: CurveAxis, log: boolean | null): void {
    this.#axis = axis;
    this.#log = log;
  }

  watch(source: DataSource, groups: CurvesQuery['groups']): void {
    if (source !== this.#source) this.#close();
    this.#source = source;
    this.#groups = groups;
    this.#ask();
  }

  /** Follows the width of the area in which the panels stand. */
  attach(area: Element): void {
    if (area === this.#area) return;
    this.#size.disconnect();
    this.#area = area;
    this.#size.observe(area);
    this.#measure();
  }

  detach(): void {
    this.#size.disconnect();
    this.#area = null;
    this.#close();
  }

  #close(): void {
    this.#subscription?.close();
    this.#subscription = null;
    this.#asked = '';
  }

  /** Panels are as wide as half of the area where it is wide, as the grid has it. */
  #measure(): void {
    const width = this.#area?.clientWidth ?? 0;
    if (width === 0) return;
    const panel = Math.round(width >= 700 ? width / 2 : width) - axisWidth - rightPadding;
    // A few pixels more or less need no new points.
    if (Math.abs(panel - this.#width) < 24 && this.#width > 0) return this.#ask();
    this.#width = Math.max(50, panel);
    this.#ask();
  }

  #ask(): void {
    if (this.#source === null || this.#area === null || this.#width === 0) return;
    if (this.#groups.every(g => g.runs.length === 0 && g.cell === undefined)) return;
    const query: CurvesQuery = {
      kind: 'curves',
      groups: this.#groups,
      lines: this.#host.requests,
      axis: this.#axis,
      range: this.group.range,
      width: this.#width,
    };
    const asked = JSON.stringify(query);
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (this.#subscription !== null) this.#subscription.update(query);
    else this.#subscription = this.#source.subscribe(query, data => this.#take(data));
  }

  #take(data: Answer<CurvesQuery>): void {
    this.#data = data.kind === 'none' ? null : data;
    this.#reason = data.kind === 'none' ? data.reason : null;
    this.#host.rebuild();
  }

  /** What is there is shown in the new range at once; detail comes with the answer. */
  #onRange(): void {
    const { range } = this.group;
    if (range !== null && this.#data !== null) {
      const [min, max] = fullRange(this.#data);
      const inside: [number, number] = [Math.max(min, range[0]), Math.min(max, range[1])];
      if (inside[0] <= min && inside[1] >= max) return this.group.zoom(null);
      if (inside[0] !== range[0] || inside[1] !== range[1]) return this.group.zoom(inside);
    }
    this.#host.rebuild();
    this.#ask();
  }
}
