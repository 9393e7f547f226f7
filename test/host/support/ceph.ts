// The real Ceph that the runner starts with the first call, as host tests use it: behind a door that can be shut.
import { outside } from './outside.ts';

export interface CephPlace {
  /** The door's, `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface SpaceRequest {
  readonly space: string;
  /** Each holds `the content of KEY`. */
  readonly keys?: readonly string[];
}

export interface CorsRequest {
  readonly space: string;
  /** A `CORSConfiguration`; absent: none from now on. */
  readonly xml?: string;
}

export const cephPlace = async () => (await outside('cephPlace')) as CephPlace;
/** Makes a Space with these objects; the first call of a run for this Space does it, and later ones find it. */
export const cephSpace = (request: SpaceRequest) => outside('cephSpace', request);
/** Sets or removes a Space's CORS rules, by a signed request from outside the editor. */
export const setCors = (request: CorsRequest) => outside('cephCors', request);
/** An object's content. */
export const cephObject = (space: string, key: string) => outside('cephObject', { space, key });
/** The key pair of a new user, who has no right to anybody's Space. */
export const cephUser = async () => (await outside('cephUser')) as CephPlace['credentials'];
/** Request lines that came through the door so far: `GET /space/key`. */
export const cephRequests = async () => (await outside('cephRequests')) as readonly string[];
/** From now on nobody listens at the endpoint. */
export const shutDoor = () => outside('cephShut');
export const openDoor = () => outside('cephOpen');
