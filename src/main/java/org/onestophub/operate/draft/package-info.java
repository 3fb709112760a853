/** Channels drafted in a form, tried, and applied as the same files that people write by hand. */
@NullMarked
package org.onestophub.operate.draft;

import org.jspecify.annotations.NullMarked;
