/** The short names by which connector files name beans of the hub. */
@NullMarked
package org.onestophub.platform.connector;

import org.jspecify.annotations.NullMarked;
