import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepDebuggerShut } from '../system/index.ts';
import { startServer } from './server.ts';

keepDebuggerShut();
startServer(createConnection(ProposedFeatures.all));
