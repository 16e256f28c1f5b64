import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  ErrorCodes,
  type Position,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { UserError } from '../base/index.ts';
import { codeActions } from './actions/codeActions.ts';
import { capabilities } from './capabilities.ts';
import { codeLenses } from './codeLenses.ts';
import { completion } from './completion/completion.ts';
import { diagnostics } from './diagnostics.ts';
import { Documents } from './documents.ts';
import { foldingRanges } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlayHints.ts';
import { semanticTokens } from './semanticTokens.ts';
import { definition } from './names/definition.ts';
import { references } from './names/references.ts';
import { prepareRename, rename } from './names/rename.ts';
import { deviceMemoryBytes } from '../store/index.ts';
import { documentSymbols } from './symbols.ts';
import type { State } from './state.ts';
import { pathOf, StoreReader } from './store/storeReader.ts';

/** Connects the features to a client. Each is a function of one notebook's state. */
export function startServer(connection: Connection): void {
  const texts = new TextDocuments(TextDocument);
  let store = new StoreReader();
  let canRefreshLenses = false;
  const log = (error: unknown) =>
    connection.console.error(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  const documents = new Documents({
    get: uri => texts.get(uri),
    runsOf: uri => store.runsOf(uri),
    deviceMemoryBytes,
    publish: state => {
      const { uri, version } = state.document;
      connection.sendDiagnostics({ uri, version, diagnostics: diagnostics(state) }).catch(log);
    },
    fail: log,
  });

  connection.onInitialize(({ workspaceFolders, capabilities: client }) => {
    const roots = (workspaceFolders ?? []).map(f => pathOf(f.uri)).filter(p => p !== null);
    store = new StoreReader(roots);
    canRefreshLenses = client.workspace?.codeLens?.refreshSupport === true;
    return { capabilities, serverInfo: { name: 'Residual Lab' } };
  });

  const refresh = (uri: string) => {
    documents
      .refresh(uri)
      .then(isNew =>
        isNew && canRefreshLenses ? connection.sendRequest(CodeLensRefreshRequest.type) : undefined,
      )
      .catch(log);
  };
  texts.onDidChangeContent(({ document }) => documents.changed(document.uri));
  texts.onDidOpen(({ document }) => refresh(document.uri));
  texts.onDidSave(({ document }) => refresh(document.uri));
  texts.onDidClose(({ document: { uri } }) => {
    documents.closed(uri);
    connection.sendDiagnostics({ uri, diagnostics: [] }).catch(log);
  });
  // The client watches the store; its files say that runs have begun or ended.
  connection.onDidChangeWatchedFiles(() => {
    store.forget();
    for (const uri of texts.keys()) refresh(uri);
  });

  /** Answers from the newest state; a request that was cancelled while it waited is not worked on. */
  const answer = <P extends { readonly textDocument: { readonly uri: string } }, R>(
    feature: (state: State, params: P) => R,
  ) => {
    return async (params: P, token: CancellationToken): Promise<R | null | ResponseError<void>> => {
      await new Promise(resolve => setImmediate(resolve));
      if (token.isCancellationRequested)
        return new ResponseError(-32800, 'The request was cancelled.');
      const state = documents.state(params.textDocument.uri);
      if (state === undefined) return null;
      try {
        return feature(state, params);
      } catch (error) {
        if (error instanceof UserError)
          return new ResponseError(ErrorCodes.InvalidParams, error.message);
        throw error;
      }
    };
  };
  const offsetOf = ({ document }: State, { position }: { readonly position: Position }) =>
    document.offsetAt(position);
  const rangeOf = (
    { document }: State,
    { range }: { readonly range: { readonly start: Position; readonly end: Position } },
  ) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) });

  connection.onCompletion(answer((s, p) => completion(s, offsetOf(s, p))));
  connection.onHover(answer((s, p) => hover(s, offsetOf(s, p))));
  connection.onDefinition(answer((s, p) => definition(s, offsetOf(s, p))));
  connection.onReferences(
    answer((s, p) => references(s, offsetOf(s, p), p.context.includeDeclaration)),
  );
  connection.onPrepareRename(answer((s, p) => prepareRename(s, offsetOf(s, p))));
  connection.onRenameRequest(answer((s, p) => rename(s, offsetOf(s, p), p.newName)));
  connection.onDocumentSymbol(answer(s => documentSymbols(s)));
  connection.onFoldingRanges(answer(s => foldingRanges(s)));
  connection.onCodeLens(answer(s => codeLenses(s)));
  connection.onCodeAction(answer((s, p) => codeActions(s, rangeOf(s, p))));
  connection.languages.inlayHint.on(answer((s, p) => inlayHints(s, rangeOf(s, p))));

  connection.onDocumentFormatting(answer(s => formatting(s)));
  connection.onDocumentRangeFormatting(answer((s, p) => formatting(s, rangeOf(s, p))));
  connection.languages.semanticTokens.on(async (params, token) => {
    const tokens = await answer(semanticTokens)(params, token);
    return tokens ?? { data: [] };
  });

  texts.listen(connection);
  connection.listen();
}
