/** Pages of the console about reports: those of a period, and the briefs by which a district hands them to its institutions. */
@NullMarked
package org.onestophub.operate.console.report;

import org.jspecify.annotations.NullMarked;
