import type { NetworkData, NetworkQuery } from '../../../src/protocol/index.ts';
import { blockAt, blockName } from '../../base/blocks.ts';
import type { BlockPlace, DataSource, Subscription } from '../../base/context.ts';

/** Names blocks after the first network of the notebook. */
export class BlockNames {
  readonly #source: DataSource;
  readonly #onChange: () => void;
  #network: string | null = null;
  #subscription: Subscription<NetworkQuery> | null = null;
  #data: NetworkData | null = null;

  constructor(source: DataSource, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** Asks for the network only once a name is wanted. */
  nameOf(place: BlockPlace | null, network: string | null): string | null {
    if (place === null) return null;
    if (network !== this.#network) {
      this.#network = network;
      this.#subscription?.close();
      this.#data = null;
      this.#subscription =
        network === null
          ? null
          : this.#source.subscribe({ kind: 'network', network, batch: null }, data => {
              this.#data = data.kind === 'network' ? data : null;
              this.#onChange();
            });
    }
    if (this.#data === null) return `in stage ${place.stage + 1}`;
    const blocks = this.#data.stages.map(({ from, to }) => to - from);
    const found = blockAt({ blocks }, place);
    return found === null ? `in stage ${place.stage + 1}` : blockName(found);
  }
}
