/** Mails from a mailbox: fetched as raw bytes, and marked or moved only after they were kept. */
@NullMarked
package org.onestophub.intake.source.mail;

import org.jspecify.annotations.NullMarked;
