import type { ObjectSaves } from '../core/files/ports.ts';
import type { ObjectFacts } from '../core/objects.ts';
import type { UploadWishes } from '../core/transfers/jobs.ts';
import { type BytesDeps, visitor } from './bytes/place.ts';
import { createObjectBytes } from './bytes.ts';
import { MatchForms } from './save/conditional.ts';
import { create } from './save/create.ts';
import { packed, packingOf, TOO_MUCH, unpacked } from './save/packing.ts';
import { Packings } from './save/packings.ts';
import { readWhole, tooLarge } from './save/readWhole.ts';
import { Remains } from './save/remains.ts';
import { replace } from './save/replace.ts';

export interface SavesDeps extends BytesDeps {
  /** What an object is to have that is made anew: as the person set it for uploads. */
  wishes(): UploadWishes;
}

/** Objects that are edited, of saved connections, where their Spaces are. */
export function createObjectSaves(deps: SavesDeps): ObjectSaves {
  const visits = visitor(deps);
  const bytes = createObjectBytes(deps);
  const forms = new MatchForms();
  const packings = new Packings(bytes);
  const remains = new Remains();
  // A browser does not show how it is packed, and the content is as it is stored.
  const packingIn = ({ headers }: ObjectFacts) =>
    visits.hidesHeaders ? undefined : packingOf(headers.contentEncoding);
  return {
    async read(object, { maxBytes }, signal) {
      const { facts, stored } = await readWhole(bytes, object, maxBytes, signal);
      const packing = packingIn(facts);
      const content = packing && (await unpacked(stored, packing, maxBytes));
      if (content === TOO_MUCH) throw tooLarge(object.key);
      if (packing) packings.learn(facts.etag, content !== undefined);
      // Of what a browser is shown headers may be missing.
      if (object.versionId === undefined && !visits.hidesHeaders) remains.learn(object, facts);
      return { facts, content: content ?? stored };
    },
    deleted: (target) => remains.deleted(target),
    async save(target, content, base, signal) {
      if (base === 'new')
        return create({ visits, bytes, remains, wishes: deps.wishes }, target, content, signal);
      const bodyFor = async (facts: ObjectFacts) => {
        const packing = packingIn(facts);
        const isPacked = packing !== undefined && (await packings.isPacked(target, facts, packing, signal));
        return isPacked ? packed(content, packing) : content;
      };
      const equalsFor = async (facts: ObjectFacts) => {
        const packing = packingIn(facts);
        return packing === undefined ? [content] : [content, await packed(content, packing)];
      };
      const { written, body } = await replace(
        { visits, forms, bodyFor, equalsFor },
        target,
        base.etag,
        signal,
      );
      if (body !== content) packings.learn(written.etag, true);
      return { ...written, size: body.length };
    },
  };
}
