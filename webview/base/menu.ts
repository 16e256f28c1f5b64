import { render } from 'lit';
import { html, nothing } from 'lit';
import { icon } from './icon.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon: string;
  /** At the right: a key, a state. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

let closeOpen: (() => void) | null = null;

/** Opens a menu below a place of the page. The focus goes back to where it was when it closes. */
export function openMenu(
  heading: string,
  items: readonly MenuItem[],
  below: Pick<DOMRect, 'left' | 'top' | 'bottom' | 'right'>,
): void {
  closeOpen?.();
  const before = document.activeElement;
  const menu = document.createElement('div');
  menu.className = 'menu floating';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', heading);
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    document.removeEventListener('pointerdown', onPointer, true);
    menu.remove();
  };
  const choose = (item: MenuItem) => {
    close();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    if (item.disabled !== true) item.run();
  };
  const onPointer = (event: Event) => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close();
  };
  render(
    html`<div class="grp" role="presentation">${heading}</div>
      ${items.map(
        item =>
          html`<div
            class="it"
            role="menuitem"
            tabindex="-1"
            aria-disabled=${item.disabled === true ? 'true' : nothing}
            @click=${() => choose(item)}
            @pointermove=${(event: PointerEvent) => (event.currentTarget as HTMLElement).focus()}
          >
            ${icon(item.icon)}<span>${item.label}</span>
            ${item.hint ? html`<span class="hint">${item.hint}</span>` : nothing}
          </div>`,
      )}`,
    menu,
  );
  menu.addEventListener('keydown', event => {
    event.stopPropagation();
    const all = [...menu.querySelectorAll<HTMLElement>('.it')];
    const at = all.findIndex(each => each === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) all[(at + step + all.length) % all.length]?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') {
      const item = items[at];
      if (item !== undefined) choose(item);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });
  document.body.append(menu);
  closeOpen = close;
  place(menu, below);
  document.addEventListener('pointerdown', onPointer, true);
  menu.querySelector<HTMLElement>('.it')?.focus({ preventScroll: true });
}

function place(
  menu: HTMLElement,
  { left, top, bottom, right }: Pick<DOMRect, 'left' | 'top' | 'bottom' | 'right'>,
): void {
  const { width, height } = menu.getBoundingClientRect();
  const x = left + width > window.innerWidth - 8 ? right - width : left;
  const y =
    bottom + height > window.innerHeight - 8 && top > height ? top - height - 2 : bottom + 2;
  menu.style.left = `${Math.max(8, x)}px`;
  menu.style.top = `${Math.max(8, y)}px`;
}
