// Adds the ready rule to the Space that the arguments name, as a process of its own. Prints the rules after it as JSON.
import { EDITOR_ORIGIN, withBrowserRule } from '../../src/core/cors.ts';
import { connectionTo, realStore } from './realStore.ts';

const [endpoint = '', space = '', accessKeyId = '', secretAccessKey = ''] = process.argv.slice(2);
const { rules } = realStore({ accessKeyId, secretAccessKey });
const target = { connection: connectionTo({ endpoint, region: 'us-east-1' }), space };
const { signal } = new AbortController();
await rules.write(target, withBrowserRule(await rules.read(target, signal), EDITOR_ORIGIN), signal);
process.stdout.write(JSON.stringify(await rules.read(target, signal)));
