import { noBrowser, startPages } from '../openPage.ts';

export interface Measured {
  readonly what: string;
  /** Milliseconds, each from the change to pixels. */
  readonly samples: readonly number[];
  /** Milliseconds that the design allows. */
  readonly budget: number;
}

/** Times of the charts in the browser that tests use; empty where there is none. */
export async function benchCharts(): Promise<Measured[]> {
  if (noBrowser !== undefined) return [];
  const pages = await startPages('bench/page.ts', 'bench');
  try {
    const page = await pages.open('', { width: 1600 });
    const million = await page.evaluate(() => bench.points(1_000_000));
    const zoom = await page.evaluate(() => bench.zoom());
    const { record, hover } = await page.evaluate(() => bench.fifty());
    const blocks = await page.evaluate(() => bench.blocks());
    return [
      { what: 'repaint 1,000,000 points', samples: million, budget: 100 },
      { what: 'zoom a training', samples: zoom, budget: 150 },
      { what: 'new record among 50 compared runs', samples: record, budget: 500 },
      { what: 'another step of 501 blocks', samples: blocks, budget: 300 },
      { what: 'crosshair over 50 compared runs', samples: hover, budget: 100 },
    ];
  } finally {
    await pages.close();
  }
}
