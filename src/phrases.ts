/** A date parser for phrases that our own grammar does not know: loaded when somebody types one. */
export { readPhrase } from './core/phrases.ts';
