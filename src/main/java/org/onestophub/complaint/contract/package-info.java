/** What rooms offer each other: interfaces, so that no room depends on the classes of another. */
@NullMarked
package org.onestophub.complaint.contract;

import org.jspecify.annotations.NullMarked;
