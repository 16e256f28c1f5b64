import type { RunCatalog } from '../data/index.ts';

/** Keeps the catalog up to date while at least one view follows it; nothing is looked at otherwise. */
export class Following {
  readonly #catalog: Pick<RunCatalog, 'setVisible'>;
  #followers = 0;

  constructor(catalog: Pick<RunCatalog, 'setVisible'>) {
    this.#catalog = catalog;
    catalog.setVisible(false);
  }

  follow(): { dispose(): void } {
    if (this.#followers++ === 0) this.#catalog.setVisible(true);
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        if (--this.#followers === 0) this.#catalog.setVisible(false);
      },
    };
  }
}
