/** Working days, and by when a channel must bring its next input. */
@NullMarked
package org.onestophub.loop.duty;

import org.jspecify.annotations.NullMarked;
