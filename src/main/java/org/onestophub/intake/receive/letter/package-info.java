/** Brings files that are pages of one letter together, without ever losing a page. */
@NullMarked
package org.onestophub.intake.receive.letter;

import org.jspecify.annotations.NullMarked;
