const MAGIC = Buffer.from('~Module signature appended~\n');
/** `struct module_signature` of the kernel (include/linux/module_signature.h): lengths, then the signature's own, big-endian. */
const DESCRIPTION_BYTES = 12;
const SIGNER_LENGTH_AT = 3;
const KEY_LENGTH_AT = 4;
const SIGNATURE_LENGTH_AT = 8;

/**
 * A kernel module without the signature at its end. The kernel would check it at each load (RSA, and a digest of the whole
 * module), which emulated takes a good part of a second of each start; here modules come from the read-only root alone.
 * One without a signature is given back as it is.
 */
export function withoutSignature(module: Buffer): Buffer {
  const end = module.length - MAGIC.length;
  const description = end - DESCRIPTION_BYTES;
  if (description < 0 || !module.subarray(end).equals(MAGIC)) return module;
  const lengths =
    module.readUInt8(description + SIGNER_LENGTH_AT) +
    module.readUInt8(description + KEY_LENGTH_AT) +
    module.readUInt32BE(description + SIGNATURE_LENGTH_AT);
  if (lengths > description) throw new Error('The signature of a kernel module is longer than the module.');
  return module.subarray(0, description - lengths);
}
