/** Warnings: what the facts of cases show that somebody should act on, and what was done about it. */
@NullMarked
package org.onestophub.loop.warning;

import org.jspecify.annotations.NullMarked;
