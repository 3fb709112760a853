package org.onestophub.intake.source.mail;

/**
 * A mail that the hub has stored and that still lies unmarked in its folder.
 *
 * @param uid its UID (RFC 3501, 2.3.1.1), 1 to 4294967295, under the folder's UIDVALIDITY
 * @param copied true if it is in the folder of kept mails already and only has to go from here
 */
record StoredMail(long uid, boolean copied) {}
