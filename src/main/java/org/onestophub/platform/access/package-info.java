/** Who may use which HTTP address, and the form of every refusal. Only health is open. */
@NullMarked
package org.onestophub.platform.access;

import org.jspecify.annotations.NullMarked;
