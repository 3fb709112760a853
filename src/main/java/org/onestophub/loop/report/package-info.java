/** What reports count of each case, and the reports that are made of it. */
@NullMarked
package org.onestophub.loop.report;

import org.jspecify.annotations.NullMarked;
