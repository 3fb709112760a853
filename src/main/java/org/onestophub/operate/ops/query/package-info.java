/** Questions to the ledger with a time limit, so that a wide search never holds up the intake. */
package org.onestophub.operate.ops.query;
