/** People who log in to the console: accounts, passwords, sessions, and the security of everything below /console. */
@NullMarked
package org.onestophub.platform.access.people;

import org.jspecify.annotations.NullMarked;
