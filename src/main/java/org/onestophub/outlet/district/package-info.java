/**
 * The feed for the health district: changes by cursor, snapshots and sums, so that it can prove it has everything.
 */
@NullMarked
package org.onestophub.outlet.district;

import org.jspecify.annotations.NullMarked;
