package org.onestophub.complaint;

/**
 * A piece inside a receipt's bytes, such as an attachment: it is not stored again, {@code number} finds it in the
 * original.
 *
 * @param number stable position within the receipt, for example {@code 2} or {@code 2.1}
 * @param name file name as shown to people, decoded, without any path; may be empty
 * @param mediaType detected from the content where possible, else as declared
 * @param sizeBytes decoded size
 * @param sha256 digest of the decoded bytes, lower-case hex
 */
public record Part(String number, String name, String mediaType, long sizeBytes, String sha256) {}
