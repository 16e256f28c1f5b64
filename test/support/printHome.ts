/** A program that prints what this user's folders are. */
import { findCacheFolder, homeFolder } from '../../src/system/index.ts';

process.stdout.write(JSON.stringify({ home: homeFolder(), cache: findCacheFolder() }));
