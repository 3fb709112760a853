/** A made report as people get it: HTML, PDF, DOCX and XLSX, with charts. All forms have the same numbers and words. */
@NullMarked
package org.onestophub.loop.report.form;

import org.jspecify.annotations.NullMarked;
