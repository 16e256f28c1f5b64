/** An element of an XML document, as a strict reader sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** Reads a document without declaration, comments and DOCTYPE, which our files do not have. Throws where it is not well-formed. */
export function parseXml(text: string): Element {
  const bad = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (bad !== null) throw new Error(`a sign that XML does not allow at ${bad.index}`);
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${text.slice(at, at + 40)}`);
  };
  const take = (pattern: RegExp): string | null => {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  };
  const name = () => take(/[A-Za-z_][\w.-]*/) ?? fail('no name');

  const element = (): Element => {
    if (take(/</) === null) fail('no element');
    const tag = name();
    const attributes: Record<string, string> = {};
    while (take(/\s+/) !== null && !/^\/?>/.test(text.slice(at, at + 2))) {
      const key = name();
      if (key in attributes) fail(`${key} twice`);
      const value = take(/="[^"<]*"/) ?? fail('no value');
      attributes[key] = decoded(value.slice(2, -1));
    }
    if (take(/\/>/) !== null) return { name: tag, attributes, children: [] };
    if (take(/>/) === null) fail('no end of the tag');
    const children: (Element | string)[] = [];
    while (take(new RegExp(`</${tag}\\s*>`)) === null) {
      const words = take(/[^<]+/);
      if (words !== null) children.push(decoded(words));
      else children.push(element());
    }
    return { name: tag, attributes, children };
  };

  take(/\s*/);
  const root = element();
  take(/\s*/);
  if (at < text.length) fail('something behind the root');
  return root;
}

function decoded(text: string): string {
  return text.replace(/&(.*?)(;|$)/gs, (_, name: string) => {
    const sign = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name];
    if (sign === undefined) throw new Error(`no entity: &${name}`);
    return sign;
  });
}

/** All elements below and with this one, in the order of the document. */
export function elements(root: Element): Element[] {
  return [
    root,
    ...root.children.flatMap(child => (typeof child === 'string' ? [] : elements(child))),
  ];
}

export function textOf(element: Element): string {
  return element.children
    .map(child => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}
