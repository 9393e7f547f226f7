import type { Addressing, Credentials, Provider } from '../connection.ts';

/** Whose configuration it is. */
export type Tool = 'aws' | 's3cmd' | 'rclone' | 'mc' | 'dotenv' | 'environment';

/** Where a connection is described. */
interface Source {
  readonly tool: Tool;
  /** The file, as a person knows it; absent for the environment. */
  readonly path?: string | undefined;
  /** Which part of it: `[work]`, `SPACES_…`. */
  readonly part: string;
  /** What it is called there; absent where it has no name of its own. */
  readonly name?: string | undefined;
}

/** A connection as another tool's configuration describes it. Holds the key pair: never stored, logged or shown as a whole. */
export interface Found extends Source {
  /** Absent: the configuration does not tell, and the endpoint is asked. */
  readonly place?: FoundPlace | undefined;
  /** What it tells beside the endpoint. */
  readonly hints?: Pick<Described, 'region' | 'addressing'> | undefined;
  readonly credentials?: Credentials | undefined;
  /** The Spaces that it names. */
  readonly spaces: readonly string[];
  /** Why it can't be imported, as a sentence. */
  readonly problem?: string | undefined;
}

export interface FoundPlace {
  readonly provider: Provider;
  readonly endpoint: string;
  /** The signature's. */
  readonly region: string;
  readonly addressing: Addressing;
}

/** What a tool says of one connection, in its own words. `undefined` and `''`: nothing. */
export interface Described extends Source {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly addressing?: Addressing | undefined;
  /** Where the tool goes without an endpoint. */
  readonly usual?: 'aws' | undefined;
  readonly bucket?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  /** A name of the field that leads elsewhere for keys: a role, a program, the machine. */
  readonly keysFrom?: string | undefined;
}
