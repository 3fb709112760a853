/** What happened to a case after it came in: its status events, and the state that follows from them. */
@NullMarked
package org.onestophub.loop.status;

import org.jspecify.annotations.NullMarked;
