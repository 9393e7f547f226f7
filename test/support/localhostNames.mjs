// @ts-check
// Preload (`--import`) that lets Node find `anything.localhost` on this machine, as RFC 6761 (6.3) says and browsers
// and curl do, so that virtual-hosted addresses work against a store here.
import dns from 'node:dns';

const lookup = dns.lookup;

/**
 * @param {string} name
 * @param {...any} rest options, if any, and the callback
 */
function lookupLocally(name, ...rest) {
  // @ts-expect-error: the overloads can't be spread
  return lookup(/\.localhost\.?$/i.test(name) ? 'localhost' : name, ...rest);
}

dns.lookup = Object.assign(lookupLocally, lookup);
