/** Reads mails: every text, every attachment, and what kind of mail it is. */
@NullMarked
package org.onestophub.pipeline.read.mail;

import org.jspecify.annotations.NullMarked;
