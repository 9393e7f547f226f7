import { describeQrTab } from '../support/qrTab.ts';

describeQrTab();
