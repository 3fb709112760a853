/** Who must know of a case at once, and within which time. */
@NullMarked
package org.onestophub.loop.alarm;

import org.jspecify.annotations.NullMarked;
