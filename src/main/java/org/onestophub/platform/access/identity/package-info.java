/** Who the hospital's directory says somebody is, and what the groups of that person allow. It knows no accounts and no sessions. */
@NullMarked
package org.onestophub.platform.access.identity;

import org.jspecify.annotations.NullMarked;
