/** What connector files name: beans of the hub by short names, and settings by their names. */
@NullMarked
package org.onestophub.platform.connector;

import org.jspecify.annotations.NullMarked;
