/** Mails from a mailbox: fetched as raw bytes, and marked or moved only after they were kept. */
package org.onestophub.intake.source.mail;
