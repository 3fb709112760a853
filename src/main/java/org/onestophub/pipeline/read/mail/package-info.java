/** Reads mails: every text, every attachment, and what kind of mail it is. */
package org.onestophub.pipeline.read.mail;
