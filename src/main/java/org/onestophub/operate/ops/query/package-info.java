/** Questions to the ledger with a time limit, so that a wide search never holds up the intake. */
@NullMarked
package org.onestophub.operate.ops.query;

import org.jspecify.annotations.NullMarked;
