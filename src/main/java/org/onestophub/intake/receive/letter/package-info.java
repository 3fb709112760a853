/** Brings files that are pages of one letter together, without ever losing a page. */
package org.onestophub.intake.receive.letter;
