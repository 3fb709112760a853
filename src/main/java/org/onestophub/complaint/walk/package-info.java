/** An input on its way through the rooms: what was found in it so far, the signal that wakes workers, and how it ends. */
@NullMarked
package org.onestophub.complaint.walk;

import org.jspecify.annotations.NullMarked;
