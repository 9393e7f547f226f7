/** Whether a text may hold a signed URL at all: cheap, for every document that is opened. */
export const SIGNED_URL_HINT = /(?:X-(?:Amz|Goog)-Signature|[?&;]Signature|u0026Signature)=/i;
