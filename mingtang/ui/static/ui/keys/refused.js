// Why a key file cannot be used: "passphrase", "format", "scheme", "kind", "open" (not encrypted), "size".
export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}
