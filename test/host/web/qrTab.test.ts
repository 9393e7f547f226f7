import { describeQrTab } from '../support/qrTab.ts';

describeQrTab({ spaces: ['qr-space'] });
