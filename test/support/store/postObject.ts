import { S3Error } from './errors.ts';
import type { Operation } from './operation.ts';

export const postObject: Operation = {
  need: 'form',
  run: () => {
    throw new S3Error('NotImplemented');
  },
};
